-- grain: one row, what the draft of the report sums to over the dates of the window
select
    coalesce(sum(cost), 0) as cost,
    coalesce(sum(ihc), 0) as ihc,
    coalesce(sum(ihc_revenue), 0) as ihc_revenue
from ihc_report_draft
where date >= :#windowStart
    and (:#windowEndIsOpen = 1 or date <= :#windowEnd)
