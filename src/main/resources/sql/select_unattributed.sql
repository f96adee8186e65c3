-- grain: one row per conversion of the window that has no credits
select j.conv_id, j.state, j.reason
from ihc_journey j
join conversions c on j.conv_id = cast(c.conv_id as text)
where j.state <> 'attributed'
    and coalesce(c.conv_date, '') >= :windowStart
    and (:windowEndIsOpen = 1 or coalesce(c.conv_date, '') <= :windowEnd)
order by j.state, j.conv_id
limit :most
