-- grain: one row per conversion type, channel and report date
select conv_type_id, channel_name, date, ihc, ihc_revenue
from channel_reporting_by_type
order by conv_type_id, date, channel_name
