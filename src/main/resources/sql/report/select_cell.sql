-- grain: at most one row, a cell of the report
select cost, ihc, ihc_revenue
from channel_reporting
where channel_name = :channel and date = :date
