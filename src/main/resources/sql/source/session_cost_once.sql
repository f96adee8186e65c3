-- grain: one row per session whose cost counts. The rule: it is 0 or more, and the session is known; of several costs
-- of a session equal ones count once and differing ones not at all; a session that stands in several rows counts its
-- cost once
with cost_once as (
    -- grain: one row per session with a cost
    select cast(session_id as text) as session_id, min(cost) as cost
    from session_costs
    where cost >= 0
    group by cast(session_id as text)
    having min(cost) = max(cost)
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
