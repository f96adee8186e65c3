-- grain: one row per conversion of the window that has no credits
select j.conv_id, j.state, j.reason
from ihc_journey j
join ihc_conversion c on c.conv_id = j.conv_id
where j.state <> 'attributed'
    and c.present = 1
    and (c.conv_date between :windowStart and :lastDate or c.conv_date = '')
order by j.state, j.conv_id
limit :most
