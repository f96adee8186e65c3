-- grain: at most one row, a conversion with several types
select conv_id, min(conv_type_id), max(conv_type_id)
from conversion_type
group by conv_id
having min(conv_type_id) <> max(conv_type_id)
order by conv_id
limit 1
