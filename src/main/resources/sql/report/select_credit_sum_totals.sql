-- grain: one row, what the sums by month come to
select coalesce(sum(ihc), 0) as ihc, coalesce(sum(ihc_revenue), 0) as ihc_revenue
from ihc_credit_sum
