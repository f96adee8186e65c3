-- grain: one row per date of the credits of one conversion that are in the sums, before they go
insert into ihc_stale_date (date)
select coalesce(substr(credit.started_at, 1, 10), '*')
from ihc_journey j
join attribution_customer_journey credit on credit.conv_id = j.conv_id
where j.conv_id = :#convId and j.summed_revenue is not null
on conflict do nothing
