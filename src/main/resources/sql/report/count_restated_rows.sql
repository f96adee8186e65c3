-- grain: one row, the published rows of the report whose figures are others now, and the conversions whose credits are
-- outdated
select count(*) + (select count(*) from ihc_journey where tried_state is not null) as restated
from ihc_published published
left join channel_reporting reported
    on reported.channel_name = published.channel_name and reported.date = published.date
where reported.date is null
    or reported.cost <> published.cost
    or reported.ihc <> published.ihc
    or reported.ihc_revenue <> published.ihc_revenue
