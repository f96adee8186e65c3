-- grain: one row per cost that counts, of the dates that may be of a cell; after session_cost.sql or
-- session_cost_once.sql
select session_id, channel_name as label, event_date as date, event_time as time, cost
from session_cost
where :isDated = 0
    or (event_date || '') between :firstDate and :lastDate
    or (event_date like '____-__-__%') is not true
order by event_date, event_time, session_id
