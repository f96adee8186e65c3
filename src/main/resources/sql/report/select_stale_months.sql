-- grain: one row per month of conversions whose sums do not hold any more
select month
from ihc_stale_month
order by month
