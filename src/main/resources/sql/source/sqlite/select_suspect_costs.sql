-- grain: one row per cost that may not be as expected, in the table's order; whether it is not is decided where the
-- rules are
select session_id, cost
from session_costs
where (typeof(cost) in ('integer', 'real') and cost between 0 and 1e300) is not true
