-- grain: one row, the attributed conversions with a credit for a channel that no label stands for any more
select count(distinct credit.conv_id)
from ihc_attributed_conversion c
join ihc_conversion there on there.conv_id = c.conv_id and there.present = 1
join attribution_customer_journey credit on credit.conv_id = c.conv_id
where credit.channel_name not in (select channel from ihc_channel where channel is not null)
