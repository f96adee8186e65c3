-- grain: one row per row of the report, as it is published now
insert into ihc_published (channel_name, date, cost, ihc, ihc_revenue)
select channel_name, date, cost, ihc, ihc_revenue
from channel_reporting
