-- grain: one row, the attributed conversions, and those that the ledger knows and that are not in the shop's table any
-- more
select
    (select count(*) from ihc_journey where state = 'attributed') as attributed,
    coalesce(sum(case when j.state = 'attributed' then 1 end), 0) as attributed_vanished,
    count(*) as vanished
from ihc_journey j
where j.conv_id not in (select cast(conv_id as text) from conversions where conv_id is not null)
