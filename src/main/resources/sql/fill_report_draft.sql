-- grain: one row per channel and session date that has a session with a cost or a credit
insert into ihc_report_draft (channel_name, date, cost, ihc, ihc_revenue)
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
repeated_sessions as (
    -- grain: one row per session that stands in several rows; its cost still counts once
    select session_id, min(channel_name) as channel_name, min(event_date) as event_date
    from session_sources
    where session_id in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
    group by session_id
),
costs as (
    -- grain: one row per channel as the shop has it, and date; costs and credits meet only in the sums, so that a session
    -- in several journeys does not count its cost several times
    select s.channel_name, s.event_date as date, sum(cost.cost) as cost
    from costs_once cost
    join session_sources s on s.session_id = cost.session_id
    where s.session_id not in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
    group by s.channel_name, s.event_date
    union all
    select s.channel_name, s.event_date, cost.cost
    from costs_once cost
    join repeated_sessions s on s.session_id = cost.session_id
),
credits as (
    -- grain: one row per channel as it was sent, and date
    select
        credit.channel_name,
        substr(credit.started_at, 1, 10) as date,
        sum(credit.ihc) as ihc,
        sum(credit.ihc * coalesce(c.revenue, 0)) as ihc_revenue
    from conversions c
    join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
    join attribution_customer_journey credit on credit.conv_id = j.conv_id
    where j.conv_id not in (select r.id from ihc_repeated_key r where r.source = 'conversions')
    group by 1, 2
),
figures as (
    select channel_name, date, cost, 0 as ihc, 0 as ihc_revenue from costs
    union all
    select channel_name, date, 0, ihc, ihc_revenue from credits
),
named as (
    select
        coalesce(nullif(trim(channel_name, :#padding), ''), '(no channel)') as channel_name,
        coalesce(nullif(trim(date), ''), '(no date)') as date,
        cost,
        ihc,
        ihc_revenue
    from figures
)
select channel_name, date, sum(cost), sum(ihc), sum(ihc_revenue)
from named
group by channel_name, date
order by channel_name, date
