-- grain: one row per UTC date and stretch of it that has one report date
select utc_date, from_time, last_time, report_date
from ihc_report_day
order by utc_date, from_time
