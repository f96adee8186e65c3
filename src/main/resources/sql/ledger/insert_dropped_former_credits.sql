-- grain: one row per published credit of the conversions whose journeys the reader's own settings leave out, before it
-- goes
insert into ihc_former_credit (
    conv_id, session_id, ihc, channel_name, started_at, fingerprint, run_id, published_channel, published_date
)
select conv_id, session_id, ihc, sent_channel, started_at, fingerprint, run_id, channel_name, date
from ihc_dated_credit
where conv_id in (select p.conv_id from ihc_planned_outcome p where p.run_id = :runId and p.drops = 1)
    and +published = 1
    and conv_id not in (select f.conv_id from ihc_former_credit f)
