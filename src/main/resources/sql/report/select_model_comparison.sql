-- grain: one row per model, ihc among them, and channel, over the attributed conversions of the window
select model, channel_name, sum(conversions) as conversions, sum(revenue) as revenue
from model_reporting
group by model, channel_name
union all
select 'ihc', credit.channel_name, sum(credit.ihc), sum(credit.ihc * c.revenue)
from ihc_attributed_conversion c
join attribution_customer_journey credit on credit.conv_id = c.conv_id
where c.is_reported = 1 and c.conv_date between :windowStart and :lastDate
group by credit.channel_name
order by 1, 2
