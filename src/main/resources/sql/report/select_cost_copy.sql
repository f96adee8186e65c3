-- grain: one row, the copied costs from a date on, and their number
select count(*) as cells, coalesce(sum(cost), 0) as cost
from ihc_cost
where date >= :firstDate
