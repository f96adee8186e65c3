-- grain: one row per conversion date of the window, the newest hundred; what looks like a date and is none may be
-- among them
select distinct conv_date as date
from conversions
where conv_date like '____-__-__'
    and conv_date >= :windowStart
    and (:windowEndIsOpen = 1 or conv_date <= :windowEnd)
order by conv_date desc
limit 100
