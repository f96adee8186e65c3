-- grain: one row per form in which sessions' dates are written, the first date of it with its time; times of
-- other forms cannot be compared with each other as they stand
select min(cast(event_date as text) || '|' || coalesce(event_time, '')) as first
from session_sources
where event_date is not null
group by typeof(event_date), length(event_date)
order by 1
