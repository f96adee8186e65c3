-- grain: one row per channel and report date whose credits by type do not sum to the report, the first few
with by_type as (
    select channel_name, date, sum(ihc) as ihc, sum(ihc_revenue) as ihc_revenue
    from channel_reporting_by_type
    group by channel_name, date
)
select
    reported.channel_name,
    reported.date,
    reported.ihc,
    reported.ihc_revenue,
    coalesce(by_type.ihc, 0) as typed_ihc,
    coalesce(by_type.ihc_revenue, 0) as typed_revenue
from channel_reporting reported
left join by_type on by_type.channel_name = reported.channel_name and by_type.date = reported.date
where abs(reported.ihc - coalesce(by_type.ihc, 0)) > 0.000001 + 0.000000001 * abs(reported.ihc)
    or abs(reported.ihc_revenue - coalesce(by_type.ihc_revenue, 0)) > 0.000001 + 0.000000001 * abs(reported.ihc_revenue)
order by reported.date, reported.channel_name
limit 3
