-- grain: one row per date of the credits of conversions that are not in the sums with the revenue that they have now
insert into ihc_stale_date (date)
select coalesce(substr(credit.started_at, 1, 10), '*')
from (
    select j.conv_id
    from conversions c
    join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
    where (j.summed_revenue is null or j.summed_revenue <> coalesce(c.revenue, 0))
        and j.conv_id not in (select r.id from ihc_repeated_key r where r.source = 'conversions')
    union
    select j.conv_id
    from ihc_journey j
    where j.summed_revenue is not null
        and (
            j.conv_id not in (select cast(conv_id as text) from conversions where conv_id is not null)
            or j.conv_id in (select r.id from ihc_repeated_key r where r.source = 'conversions')
        )
) changed
join attribution_customer_journey credit on credit.conv_id = changed.conv_id
where not exists (select 1 from ihc_stale_date where date = '*')
on conflict do nothing
