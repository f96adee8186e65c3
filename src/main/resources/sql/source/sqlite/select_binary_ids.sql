-- grain: one row per conversion whose id is binary, with the number of its row
select rowid as row_number, hex(conv_id) as id
from conversions
where typeof(conv_id) = 'blob'
order by rowid
