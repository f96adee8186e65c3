-- grain: one row, all conversions
select count(*) as conversions
from conversions
