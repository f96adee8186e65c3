-- grain: one row, the totals over the report dates of a window along another path than the report's: conversion by
-- conversion
with conversion_sums as (
    select conv_id, revenue, sum(ihc) as ihc
    from ihc_dated_credit
    where is_reported = 1 and date between :windowStart and :lastDate
    group by conv_id, revenue
)
select
    coalesce(sum(ihc), 0) as ihc,
    coalesce(sum(ihc * revenue), 0) as ihc_revenue,
    -- What must hold of each conversion is looked at over all dates.
    0 as attributed,
    0 as off_one
from conversion_sums
