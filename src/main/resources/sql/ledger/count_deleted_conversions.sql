-- grain: one row, the attributed conversions, and those that the ledger knows and that the source has no more
select
    (select count(*) from ihc_journey where state = 'attributed') as attributed,
    coalesce(sum(case when j.state = 'attributed' then 1 end), 0) as attributed_deleted,
    count(*) as deleted
from ihc_journey j
where j.conv_id not in (select c.conv_id from ihc_conversion c where c.present = 1)
