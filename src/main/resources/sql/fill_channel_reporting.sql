-- grain: one row per channel and session date that has a session with a cost or a credit
insert into channel_reporting (channel_name, date, cost, ihc, ihc_revenue)
with figures as (
    -- grain: one row per cost, and one per credit; they meet only in the sums, so that a session in several journeys does
    -- not count its cost several times
    select s.channel_name, s.event_date, cost.cost, 0 as ihc, 0 as ihc_revenue
    from session_costs cost
    join session_sources s on s.session_id = cost.session_id
    where cost.cost is not null
    union all
    select s.channel_name, s.event_date, 0, credit.ihc, credit.ihc * coalesce(c.revenue, 0)
    from conversions c
    join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
    join attribution_customer_journey credit on credit.conv_id = j.conv_id
    join session_sources s on s.session_id = credit.session_id
),
named as (
    select
        case when trim(coalesce(channel_name, '')) = '' then '(no channel)' else channel_name end as channel_name,
        coalesce(nullif(trim(event_date), ''), '(no date)') as date,
        cost,
        ihc,
        ihc_revenue
    from figures
)
select channel_name, date, sum(cost), sum(ihc), sum(ihc_revenue)
from named
group by channel_name, date
order by channel_name, date
