-- grain: all credits of the conversions that the ledger knows and that the source has no more
delete from attribution_customer_journey
where conv_id in (
    select j.conv_id
    from ihc_journey j
    where j.conv_id not in (select c.conv_id from ihc_conversion c where c.present = 1)
)
