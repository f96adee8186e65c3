-- grain: one row per label and date, as the source has them; after session_cost.sql or session_cost_once.sql
select channel_name as label, event_date as date, null as time, sum(cost) as cost
from session_cost
group by channel_name, event_date
