-- grain: one row, the conversions that the ledger knows and that the source has no more
select count(*)
from ihc_journey
where conv_id not in (select c.conv_id from ihc_conversion c where c.present = 1)
