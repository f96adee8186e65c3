-- grain: one row per channel and session date that has a session with a cost or a credit
insert into channel_reporting (channel_name, date, cost, ihc, ihc_revenue)
with session_credits as (
    -- grain: one row per session that has credit, over all journeys it is in
    select credit.session_id, sum(credit.ihc) as ihc, sum(credit.ihc * coalesce(c.revenue, 0)) as ihc_revenue
    from attribution_customer_journey credit
    join ihc_journey j on j.conv_id = credit.conv_id and j.state = 'attributed'
    join conversions c on c.conv_id = credit.conv_id
    group by credit.session_id
)
-- A session's cost is added once, however many journeys it is in: costs and credits meet at the grain of a session.
select
    s.channel_name,
    s.event_date,
    sum(coalesce(cost.cost, 0)),
    sum(coalesce(credit.ihc, 0)),
    sum(coalesce(credit.ihc_revenue, 0))
from session_sources s
left join session_costs cost on cost.session_id = s.session_id
left join session_credits credit on credit.session_id = s.session_id
where cost.cost is not null or credit.session_id is not null
group by s.channel_name, s.event_date
order by s.channel_name, s.event_date
