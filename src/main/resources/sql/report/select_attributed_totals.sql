-- grain: one row, the window's attributed conversions and their revenue
select count(*) as journeys, coalesce(sum(revenue), 0) as revenue
from ihc_attributed_conversion
where is_reported = 1 and conv_date between :windowStart and :lastDate
