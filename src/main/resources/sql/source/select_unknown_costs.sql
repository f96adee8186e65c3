-- grain: one row per cost whose session is not known, in the table's order; a join goes by the key that is there, where
-- "not in" would copy all keys first
select cost.session_id, cost.cost
from session_costs cost
left join session_sources s on s.session_id = cost.session_id
where s.session_id is null
