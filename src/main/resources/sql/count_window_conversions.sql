-- grain: one row
select count(*) as conversions
from conversions
where coalesce(conv_date, '') >= :windowStart
    and (:windowEndIsOpen = 1 or coalesce(conv_date, '') <= :windowEnd)
