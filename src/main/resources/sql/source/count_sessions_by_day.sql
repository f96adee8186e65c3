-- grain: one row per session date, as the source has it, and per time that may move it to another date; it reads all
-- sessions, so only where the freshness of a window is asked for
select
    event_date as date,
    case when event_date like '____-__-__' and event_time like '__:__:__' then null else event_time end as time,
    count(*) as sessions,
    max(case when event_time like '__:__:__' then event_time end) as newest
from session_sources
group by 1, 2
