-- grain: one row per channel and report date that has a session with a cost or a credit
insert into ihc_report_draft (channel_name, date, cost, ihc, ihc_revenue)
with repeated as (
    -- grain: one row per session that stands in several rows, or has its cost in several
    select id as session_id
    from ihc_repeated_key
    where source in ('session_costs', 'session_sources')
),
dated_costs as (
    -- grain: one row per session with a cost; of several costs, equal ones count once and differing ones not at all, and
    -- that of a session that stands in several rows still counts once
    select s.channel_name, s.event_date, s.event_time, cost.cost
    from session_costs cost
    join session_sources s on s.session_id = cost.session_id
    where cost.cost >= 0
        and cost.session_id not in (select session_id from repeated)
    union all
    select s.channel_name, s.event_date, s.event_time, cost.cost
    from (
        select session_id, min(cost) as cost
        from session_costs
        where cost >= 0
            and session_id in (select session_id from repeated)
        group by session_id
        having min(cost) = max(cost)
    ) cost
    join (
        select session_id, min(channel_name) as channel_name, min(event_date) as event_date, min(event_time) as event_time
        from session_sources
        where session_id in (select session_id from repeated)
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
