-- grain: one row per published credit of some conversions, before it goes, so that the report can say what moved its figures
insert into ihc_former_credit (conv_id, session_id, ihc, channel_name, started_at, fingerprint, run_id)
select credit.conv_id, credit.session_id, credit.ihc, credit.channel_name, credit.started_at, j.fingerprint, j.run_id
from ihc_journey j
join ihc_batch b on b.run_id = j.run_id and b.batch_no = j.batch_no and b.published = 1
join attribution_customer_journey credit on credit.conv_id = j.conv_id
where j.conv_id in (:convIds) and j.state = 'attributed'
