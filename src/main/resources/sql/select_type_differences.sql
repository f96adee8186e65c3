-- grain: one row per channel and report date whose credits by type do not sum to those of the report's draft, the first few
with by_type as (
    select channel_name, date, sum(ihc) as ihc, sum(ihc_revenue) as ihc_revenue
    from channel_reporting_by_type
    group by channel_name, date
)
select
    draft.channel_name,
    draft.date,
    draft.ihc,
    draft.ihc_revenue,
    coalesce(by_type.ihc, 0) as typed_ihc,
    coalesce(by_type.ihc_revenue, 0) as typed_revenue
from ihc_report_draft draft
left join by_type on by_type.channel_name = draft.channel_name and by_type.date = draft.date
where abs(draft.ihc - coalesce(by_type.ihc, 0)) > 0.000001 + 0.000000001 * abs(draft.ihc)
    or abs(draft.ihc_revenue - coalesce(by_type.ihc_revenue, 0)) > 0.000001 + 0.000000001 * abs(draft.ihc_revenue)
order by draft.date, draft.channel_name
limit 3
