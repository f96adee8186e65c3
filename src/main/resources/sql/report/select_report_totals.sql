-- grain: one row, what the report sums to over the dates of the window
select
    coalesce(sum(cost), 0) as cost,
    coalesce(sum(ihc), 0) as ihc,
    coalesce(sum(ihc_revenue), 0) as ihc_revenue
from channel_reporting
where date between :windowStart and :lastDate
