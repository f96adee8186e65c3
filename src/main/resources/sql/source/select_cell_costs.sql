-- grain: one row per cost that counts, of the dates that may be of a cell; after session_cost.sql or
-- session_cost_once.sql
select session_id, channel_name as label, event_date as date, event_time as time, cost
from session_cost
where coalesce(nullif(trim(event_date), ''), '(no date)') between :firstDate and :lastDate
order by event_date, event_time, session_id
