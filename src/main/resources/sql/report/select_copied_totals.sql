-- grain: one row, what the copies sum to that the source's own totals are compared with
select
    (select coalesce(sum(copies), 0) from ihc_conversion where present = 1) as conversions,
    (select coalesce(sum(revenue), 0) from ihc_conversion where present = 1) as revenue,
    (select coalesce(sum(cost), 0) from ihc_cost) as cost
