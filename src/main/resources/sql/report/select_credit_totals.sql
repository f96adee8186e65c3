-- grain: one row, the totals over all dates along another path than the report's: conversion by conversion; and what
-- must hold of each of them
with conversion_sums as (
    select
        c.conv_id,
        c.revenue,
        sum(credit.ihc) as ihc,
        count(*) as sessions
    from ihc_attributed_conversion c
    left join attribution_customer_journey credit on credit.conv_id = c.conv_id
    where c.is_reported = 1
    group by c.conv_id, c.revenue
)
select
    coalesce(sum(ihc), 0) as ihc,
    coalesce(sum(ihc * revenue), 0) as ihc_revenue,
    coalesce(sum(revenue), 0) as revenue,
    count(*) as attributed,
    -- The API rounds each credit to four decimals: a long journey's may be off by that much each.
    coalesce(sum(case
        when ihc is null or (abs(ihc - 1) > :tolerance and abs(ihc - 1) > 0.00005 * sessions) then 1
        else 0
    end), 0) as off_one
from conversion_sums
