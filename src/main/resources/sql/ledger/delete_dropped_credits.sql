-- grain: all credits of the conversions whose journeys the reader's own settings leave out
delete from attribution_customer_journey
where conv_id in (select p.conv_id from ihc_planned_outcome p where p.run_id = :runId and p.drops = 1)
