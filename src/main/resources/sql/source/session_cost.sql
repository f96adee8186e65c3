-- grain: one row per session whose cost counts, where the database keeps both keys from standing in several rows; see
-- session_cost_once.sql for the rule
with session_cost as (
    select s.session_id, s.channel_name, s.event_date, s.event_time, cost.cost
    from session_costs cost
    join session_sources s on s.session_id = cost.session_id
    where cost.cost >= 0
)
