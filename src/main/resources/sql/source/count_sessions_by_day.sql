-- grain: one row per session date; it reads all sessions, so only where the freshness of a window is asked for
select
    event_date as date,
    count(*) as sessions,
    max(case when event_time like '__:__:__' then event_time end) as newest
from session_sources
where event_date like '____-__-__'
group by event_date
order by event_date
