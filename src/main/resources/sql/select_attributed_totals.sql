-- grain: one row, the window's attributed conversions and their revenue
select count(*) as journeys, coalesce(sum(coalesce(c.revenue, 0)), 0) as revenue
from ihc_journey j
join conversions c on j.conv_id = cast(c.conv_id as text)
where j.state = 'attributed'
    and coalesce(c.conv_date, '') >= :#windowStart
    and (:#windowEndIsOpen = 1 or coalesce(c.conv_date, '') <= :#windowEnd)
