-- grain: one row, the conversions of a window
select count(*) as conversions
from conversions
where coalesce(cast(conv_date as text), '') between :windowStart and :lastDate
