-- grain: one row, the attributed conversions that the source had no more when it was read just now
select count(*)
from ihc_journey j
left join ihc_conversion c on c.conv_id = j.conv_id
where j.state = 'attributed'
    and (:withAbsent = 1 or c.present = 1)
    and j.conv_id not in (select read.conv_id from ihc_read_conversion read)
