-- grain: one row per credited session of each conversion that has a credit in the cell
with cell_conversions as (
    select distinct conv_id
    from ihc_dated_credit
    where is_reported = 1 and channel_name = :channel and date = :date
)
select
    credit.conv_id,
    coalesce(credit.conv_date || ' ' || credit.conv_time, '') as converted_at,
    credit.revenue,
    credit.sessions,
    credit.fingerprint,
    credit.run_id,
    credit.batch_no,
    (select j.tried_reason from ihc_journey j where j.conv_id = credit.conv_id) as outdated,
    credit.session_id,
    coalesce(credit.started_at, '') as started_at,
    coalesce(credit.sent_channel, '') as channel_name,
    credit.initializer,
    credit.holder,
    credit.closer,
    credit.ihc,
    credit.ihc_revenue,
    case when credit.channel_name = :channel and credit.date = :date then 1 else 0 end as in_cell
from cell_conversions cell
join ihc_dated_credit credit on credit.conv_id = cell.conv_id
order by converted_at, credit.conv_id, credit.started_at, credit.session_id
