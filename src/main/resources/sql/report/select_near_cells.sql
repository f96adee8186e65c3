-- grain: one row per cell that may have been meant: all of the same date, and the channel's dates before and after it
select channel_name, date
from channel_reporting
where date = :date
union
select channel_name, max(date)
from channel_reporting
where channel_name = :channel and date < :date
group by channel_name
union
select channel_name, min(date)
from channel_reporting
where channel_name = :channel and date > :date
group by channel_name
order by 1, 2
limit 1000
