-- grain: one row per label and date, as the source has them, and per time that may move it to another date; after
-- session_cost.sql or session_cost_once.sql
select
    channel_name as label,
    event_date as date,
    case when event_date like '____-__-__' and event_time like '__:__:__' then null else event_time end as time,
    sum(cost) as cost
from session_cost
group by 1, 2, 3
