-- grain: one row, the reported conversions with a credit for a channel that no label stands for any more
select count(distinct credit.conv_id)
from ihc_attributed_conversion c
join attribution_customer_journey credit on credit.conv_id = c.conv_id
where c.is_reported = 1
    and credit.channel_name not in (select channel from ihc_channel where channel is not null)
