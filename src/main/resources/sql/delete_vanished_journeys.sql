-- grain: all conversions that the ledger knows and that are not in the shop's table any more
delete from ihc_journey
where conv_id not in (select cast(conv_id as text) from conversions where conv_id is not null)
