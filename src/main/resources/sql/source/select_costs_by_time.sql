-- grain: one row per label, date and time, as the source has them; after session_cost.sql or session_cost_once.sql
select channel_name as label, event_date as date, event_time as time, sum(cost) as cost
from session_cost
group by channel_name, event_date, event_time
