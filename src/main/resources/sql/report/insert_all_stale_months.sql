-- grain: every month that has conversions or sums
insert into ihc_stale_month (month)
select substr(coalesce(kept_date, conv_date), 1, 7)
from ihc_conversion
union
select month
from ihc_credit_sum
where true
on conflict (month) do nothing
