-- grain: one row per channel and report date, over the dates of the window
select channel_name, date, cost, ihc, ihc_revenue
from channel_reporting
where date between :#windowStart and :#lastDate
order by date, channel_name
