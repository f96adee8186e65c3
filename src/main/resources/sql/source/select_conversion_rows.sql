-- grain: one row per conversion
select conv_id, user_id, conv_date, conv_time, revenue
from conversions
