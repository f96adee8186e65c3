-- grain: one row per channel and report date that has a session with a cost or a credit
insert into ihc_report_draft (channel_name, date, cost, ihc, ihc_revenue)
with figures as (
    -- Credits have the channel that they were bought for; costs get it here, label by label, or are left out.
    select
        case when labelled.label is null then costs.channel_name else labelled.channel end as channel_name,
        costs.date,
        costs.cost,
        0 as ihc,
        0 as ihc_revenue
    from ihc_cost_sum costs
    left join ihc_channel labelled on labelled.label = costs.channel_name
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
