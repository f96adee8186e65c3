-- grain: one row per channel and report date that has a cost or a credit; they meet only in the sums, so that a
-- session in several journeys does not count its cost several times
insert into channel_reporting (channel_name, date, cost, ihc, ihc_revenue)
with figures as (
    -- Credits have the channel that they were bought for; costs get it here, label by label, or are left out.
    select
        coalesce(
            nullif(trim(case when named.label is null then cost.label else named.channel end, :padding), ''),
            '(no channel)'
        ) as channel_name,
        cost.date,
        cost.cost,
        0 as ihc,
        0 as ihc_revenue
    from ihc_cost cost
    left join ihc_channel named on named.label = cost.label
    where named.label is null or named.channel is not null
    union all
    select channel_name, date, 0, ihc, ihc_revenue
    from ihc_credit_sum
)
select channel_name, date, sum(cost), sum(ihc), sum(ihc_revenue)
from figures
group by channel_name, date
order by channel_name, date
