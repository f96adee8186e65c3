-- grain: one row per date of the window's conversions, as the source has it, and per time that may move it to another
-- date; after window_conversion.sql
select
    conv_date as date,
    case when conv_date like '____-__-__' and conv_time like '__:__:__' then null else conv_time end as time,
    count(*) as conversions
from window_conversion
group by 1, 2
