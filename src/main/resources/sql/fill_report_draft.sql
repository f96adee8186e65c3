-- grain: one row per channel and report date that has a session with a cost or a credit
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
dated_costs as (
    -- grain: one row per session with a cost; that of a session that stands in several rows still counts once
    select s.channel_name, s.event_date, s.event_time, cost.cost
    from costs_once cost
    join session_sources s on s.session_id = cost.session_id
    where s.session_id not in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
    union all
    select s.channel_name, s.event_date, s.event_time, cost.cost
    from costs_once cost
    join (
        select session_id, min(channel_name) as channel_name, min(event_date) as event_date, min(event_time) as event_time
        from session_sources
        where session_id in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
        group by session_id
    ) s on s.session_id = cost.session_id
),
costs as (
    -- grain: one row per channel as the shop has it, and date; costs and credits meet only in the sums, so that a session
    -- in several journeys does not count its cost several times
    select
        channel_name,
        case
            when :#datesAreUtc = 1 then event_date
            else coalesce(
                (
                    select day.report_date
                    from ihc_report_day day
                    where day.utc_date = dated_costs.event_date
                        and dated_costs.event_time between day.from_time and day.last_time
                ),
                event_date
            )
        end as date,
        sum(cost) as cost
    from dated_costs
    group by 2, 1
),
figures as (
    -- Credits have the channel that they were bought for; costs get it here, label by label, or are left out.
    select
        case when labelled.label is null then costs.channel_name else labelled.channel end as channel_name,
        costs.date,
        costs.cost,
        0 as ihc,
        0 as ihc_revenue
    from costs
    left join ihc_channel labelled on labelled.label = coalesce(costs.channel_name, '')
    where labelled.label is null or labelled.channel is not null
    union all
    select channel_name, date, 0, ihc, ihc_revenue from ihc_credit_sum
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
