-- grain: the cell's row of channel_reporting (part 1), then one row per cost row that counts in the cell (part 2), then one
-- per credited session of each conversion that has a credit in it (part 3); one statement, so that all is of one moment
with figures as (
    select
        2 as part,
        null as conv_id,
        null as converted_at,
        null as revenue,
        null as sessions,
        null as fingerprint,
        null as run_id,
        null as batch_no,
        cost.session_id,
        s.event_date as date,
        coalesce(s.event_date, '') || ' ' || coalesce(s.event_time, '') as started_at,
        s.channel_name,
        null as initializer,
        null as holder,
        null as closer,
        cost.cost,
        null as ihc
    from session_costs cost
    join session_sources s on s.session_id = cost.session_id
    where cost.cost is not null
    union all
    select
        3,
        j.conv_id,
        coalesce(c.conv_date, '') || ' ' || coalesce(c.conv_time, ''),
        coalesce(c.revenue, 0),
        j.sessions,
        j.fingerprint,
        j.run_id,
        j.batch_no,
        credit.session_id,
        substr(credit.started_at, 1, 10),
        credit.started_at,
        credit.channel_name,
        credit.initializer,
        credit.holder,
        credit.closer,
        null,
        credit.ihc
    from conversions c
    join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
    join attribution_customer_journey credit on credit.conv_id = j.conv_id
),
named as (
    -- The one place that says which cell a figure counts in; as fill_report_draft.sql says it.
    select
        figures.*,
        case when trim(coalesce(channel_name, '')) = '' then '(no channel)' else channel_name end as cell_channel,
        coalesce(nullif(trim(date), ''), '(no date)') as cell_date
    from figures
),
cell_conversions as (
    select distinct conv_id
    from named
    where part = 3 and cell_channel = :channel and cell_date = :date
)
select
    1 as part,
    null as conv_id,
    null as converted_at,
    null as revenue,
    null as sessions,
    null as fingerprint,
    null as run_id,
    null as batch_no,
    null as session_id,
    null as started_at,
    null as channel_name,
    null as initializer,
    null as holder,
    null as closer,
    cost,
    ihc,
    ihc_revenue,
    1 as in_cell
from channel_reporting
where channel_name = :channel and date = :date
union all
select
    part,
    conv_id,
    converted_at,
    revenue,
    sessions,
    fingerprint,
    run_id,
    batch_no,
    session_id,
    started_at,
    channel_name,
    initializer,
    holder,
    closer,
    cost,
    ihc,
    ihc * revenue,
    case when cell_channel = :channel and cell_date = :date then 1 else 0 end
from named
where (part = 2 and cell_channel = :channel and cell_date = :date)
    or (part = 3 and conv_id in (select conv_id from cell_conversions))
order by part, converted_at, conv_id, started_at, session_id
