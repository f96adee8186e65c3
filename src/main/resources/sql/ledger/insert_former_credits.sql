-- grain: one row per published credit of some conversions, before it goes, so that the report can say what moved its
-- figures
insert into ihc_former_credit (
    conv_id, session_id, ihc, channel_name, started_at, fingerprint, run_id, published_channel, published_date
)
select conv_id, session_id, ihc, sent_channel, started_at, fingerprint, run_id, channel_name, date
from ihc_dated_credit
where conv_id in (:convIds)
    -- Not by an index that SQLite would make of all conversions for this one batch.
    and +published = 1
    and conv_id not in (select f.conv_id from ihc_former_credit f)
