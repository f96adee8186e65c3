-- grain: the conversions that come into the sums, with the revenue that they have now
update ihc_journey
set summed_revenue = changed.revenue
from (
    select j.conv_id, coalesce(c.revenue, 0) as revenue
    from conversions c
    join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
    where (j.summed_revenue is null or j.summed_revenue <> coalesce(c.revenue, 0))
        and j.conv_id not in (select r.id from ihc_repeated_key r where r.source = 'conversions')
) changed
where changed.conv_id = ihc_journey.conv_id
