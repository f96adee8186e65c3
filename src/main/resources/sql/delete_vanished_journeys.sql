-- grain: one ledger row per conversion that the shop's database no longer has
delete from ihc_journey
where not exists (select 1 from conversions c where c.conv_id = ihc_journey.conv_id)
