-- grain: one row, the newest date of the window's conversions
select max(conv_date) as date
from conversions
where conv_date like '____-__-__'
    and conv_date >= :#windowStart
    and (:#windowEndIsOpen = 1 or conv_date <= :#windowEnd)
