-- grain: one row per channel of the last report
select distinct channel_name
from channel_reporting
order by channel_name
