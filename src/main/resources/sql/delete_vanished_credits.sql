-- grain: all credits of the conversions that the ledger knows and the shop's database no longer has
delete from attribution_customer_journey
where conv_id in (
    select j.conv_id
    from ihc_journey j
    where not exists (select 1 from conversions c where c.conv_id = j.conv_id)
)
