-- grain: one row, what the source itself sums to; after session_cost.sql or session_cost_once.sql
select
    (select count(*) from conversions) as conversions,
    (select coalesce(sum(revenue), 0) from conversions) as revenue,
    (select coalesce(sum(cost), 0) from session_cost) as cost
