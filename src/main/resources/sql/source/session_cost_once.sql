-- grain: one row per session whose cost counts. The rule: it is a number of 0 or more (a text is one where, as
-- a number, it is what it is as a text), and the session is known; of several costs
-- of a session equal ones count once and differing ones not at all; a session that stands in several rows counts its
-- cost once
with cost_once as (
    -- grain: one row per session with a cost
    select cast(session_id as text) as session_id, min(cast(cost as real)) as cost
    from session_costs
    where cast(cost as numeric) = cost and cast(cost as real) between 0 and 1.7976931348623157e308
    group by cast(session_id as text)
    having min(cast(cost as real)) = max(cast(cost as real))
),
session_once as (
    -- grain: one row per session
    select
        cast(session_id as text) as session_id,
        min(channel_name) as channel_name,
        min(event_date) as event_date,
        min(event_time) as event_time
    from session_sources
    group by cast(session_id as text)
),
session_cost as (
    select s.session_id, s.channel_name, s.event_date, s.event_time, cost.cost
    from cost_once cost
    join session_once s on s.session_id = cost.session_id
)
