-- grain: one row, the attributed conversions with a credit for a channel that no label stands for any more
select count(distinct credit.conv_id)
from conversions c
join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
join attribution_customer_journey credit on credit.conv_id = j.conv_id
where credit.channel_name not in (select channel from ihc_channel where channel is not null)
