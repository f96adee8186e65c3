-- grain: one row, the costs of the channels that are not left out, and of those that are, over the dates of the window
select
    coalesce(sum(case when named.label is null or named.channel is not null then cost.cost end), 0) as cost,
    coalesce(sum(case when named.label is not null and named.channel is null then cost.cost end), 0) as left_out
from ihc_cost cost
left join ihc_channel named on named.label = cost.label
where cost.date between :windowStart and :lastDate
