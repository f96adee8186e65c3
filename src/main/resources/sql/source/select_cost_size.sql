-- grain: one row, what all costs sum to at most, whichever of them count
select coalesce(sum(cost), 0) as cost
from session_costs
where cost >= 0
