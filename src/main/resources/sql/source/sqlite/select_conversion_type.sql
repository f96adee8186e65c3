-- grain: at most one row, the type of a conversion
select conv_type_id
from conversion_type
where conv_id = ?
limit 1
