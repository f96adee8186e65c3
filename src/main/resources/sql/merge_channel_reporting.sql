-- grain: the rows of the draft that are new or differ; what did not change is not written
insert into channel_reporting (channel_name, date, cost, ihc, ihc_revenue)
select draft.channel_name, draft.date, draft.cost, draft.ihc, draft.ihc_revenue
from ihc_report_draft draft
where not exists (
    select 1
    from channel_reporting reported
    where reported.channel_name = draft.channel_name
        and reported.date = draft.date
        and reported.cost = draft.cost
        and reported.ihc = draft.ihc
        and reported.ihc_revenue = draft.ihc_revenue
)
on conflict (channel_name, date) do update set
    cost = excluded.cost,
    ihc = excluded.ihc,
    ihc_revenue = excluded.ihc_revenue
