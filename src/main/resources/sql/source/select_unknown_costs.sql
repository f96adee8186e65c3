-- grain: one row per cost whose session is not known, in the table's order
select session_id, cost
from session_costs
where session_id is null
    or session_id not in (select s.session_id from session_sources s where s.session_id is not null)
