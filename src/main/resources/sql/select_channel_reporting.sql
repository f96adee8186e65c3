-- grain: one row per channel and session date, over the dates of the window
select channel_name, date, cost, ihc, ihc_revenue
from channel_reporting
where date >= :#windowStart
    and (:#windowEndIsOpen = 1 or date <= :#windowEnd)
order by date, channel_name
