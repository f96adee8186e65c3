-- grain: all credits of the conversions that the ledger knows and that are not in the shop's table any more
delete from attribution_customer_journey
where conv_id in (
    select j.conv_id
    from ihc_journey j
    where j.conv_id not in (select cast(conv_id as text) from conversions where conv_id is not null)
)
