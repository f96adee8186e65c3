-- grain: the rows of the report that are new or differ from what was published
insert into ihc_published (channel_name, date, cost, ihc, ihc_revenue)
select reported.channel_name, reported.date, reported.cost, reported.ihc, reported.ihc_revenue
from channel_reporting reported
where not exists (
    select 1
    from ihc_published published
    where published.channel_name = reported.channel_name
        and published.date = reported.date
        and published.cost = reported.cost
        and published.ihc = reported.ihc
        and published.ihc_revenue = reported.ihc_revenue
)
on conflict (channel_name, date) do update set
    cost = excluded.cost,
    ihc = excluded.ihc,
    ihc_revenue = excluded.ihc_revenue
