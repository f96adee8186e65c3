-- grain: the cell's row of channel_reporting (part 1), then one row per cost row that counts in the cell (part 2), then one
-- per credited session of each conversion that has a credit in it (part 3); one statement, so that all is of one moment
with costs_once as (
    -- grain: one row per session with a cost; of several, equal ones count once and differing ones not at all
    select session_id, cost
    from session_costs
    where cost >= 0
        and session_id not in (select r.id from ihc_repeated_key r where r.source = 'session_costs')
    union all
    select session_id, min(cost)
    from session_costs
    where cost >= 0
        and session_id in (select r.id from ihc_repeated_key r where r.source = 'session_costs')
    group by session_id
    having min(cost) = max(cost)
),
dated_costs as (
    -- grain: one row per session with a cost
    select s.session_id, s.channel_name, s.event_date, s.event_time, cost.cost
    from costs_once cost
    join session_sources s on s.session_id = cost.session_id
    where s.session_id not in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
    union all
    select s.session_id, s.channel_name, s.event_date, s.event_time, cost.cost
    from costs_once cost
    join (
        select session_id, min(channel_name) as channel_name, min(event_date) as event_date, min(event_time) as event_time
        from session_sources
        where session_id in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
        group by session_id
    ) s on s.session_id = cost.session_id
),
figures as (
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
        cost.event_date as utc_date,
        cost.event_time as utc_time,
        coalesce(cost.event_date, '') || ' ' || coalesce(cost.event_time, '') as started_at,
        case when labelled.label is null then cost.channel_name else labelled.channel end as channel_name,
        null as initializer,
        null as holder,
        null as closer,
        cost.cost,
        null as ihc
    from dated_costs cost
    left join ihc_channel labelled on labelled.label = coalesce(cost.channel_name, '')
    where labelled.label is null or labelled.channel is not null
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
        case when :datesByConversion = 1 then c.conv_date else substr(credit.started_at, 1, 10) end,
        case when :datesByConversion = 1 then c.conv_time else substr(credit.started_at, 12) end,
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
    where j.conv_id not in (select r.id from ihc_repeated_key r where r.source = 'conversions')
),
named as (
    -- The one place that says which cell a figure counts in; as fill_report_draft.sql says it.
    select
        figures.*,
        coalesce(nullif(trim(channel_name, :padding), ''), '(no channel)') as cell_channel,
        coalesce(
            (
                select day.report_date
                from ihc_report_day day
                where :datesAreUtc = 0
                    and day.utc_date = figures.utc_date
                    and figures.utc_time between day.from_time and day.last_time
            ),
            nullif(trim(utc_date), ''),
            '(no date)'
        ) as cell_date
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
