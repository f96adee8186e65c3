-- grain: one row per session whose cost counts, where the database keeps both keys from standing in several rows; see
-- session_cost_once.sql for the rule
with session_cost as (
    select s.session_id, s.channel_name, s.event_date, s.event_time, cast(cost.cost as real) as cost
    from session_costs cost
    join session_sources s on s.session_id = cost.session_id
    -- A text is a figure where, as a number, it is what it is as a text.
    where cast(cost.cost as numeric) = cost.cost
        and cast(cost.cost as real) between 0 and 1.7976931348623157e308
)
