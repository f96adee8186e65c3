-- grain: one row per date of the credits of conversions that are not in the shop's table any more, before they go
insert into ihc_stale_date (date)
select coalesce(substr(credit.started_at, 1, 10), '*')
from ihc_journey j
join attribution_customer_journey credit on credit.conv_id = j.conv_id
where j.summed_revenue is not null
    and j.conv_id not in (select cast(conv_id as text) from conversions where conv_id is not null)
on conflict do nothing
