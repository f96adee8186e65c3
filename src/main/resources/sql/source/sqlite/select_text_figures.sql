-- grain: one row per revenue or cost that is not a figure, the first few; SQLite keeps any text in any column
select *
from (
    select 'conversions.revenue of ' || conv_id as place, revenue as value
    from conversions
    where typeof(revenue) in ('text', 'blob')
    limit 3
)
union all
select *
from (
    select 'session_costs.cost of ' || session_id as place, cost as value
    from session_costs
    where typeof(cost) in ('text', 'blob')
    limit 3
)
