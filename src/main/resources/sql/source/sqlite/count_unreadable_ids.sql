-- grain: one row, the conversions whose id is no text and no number
select count(*) as unreadable
from conversions
where typeof(conv_id) = 'blob'
