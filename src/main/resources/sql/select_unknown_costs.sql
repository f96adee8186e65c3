-- grain: one row per cost whose session is not known, in the table's order
select session_id
from session_costs
where not exists (select 1 from session_sources s where s.session_id = session_costs.session_id)
