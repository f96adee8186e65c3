-- grain: one row per model, ihc among them, and channel, over the conversions that model_reporting covers
select model, channel_name, sum(conversions) as conversions, sum(revenue) as revenue
from model_reporting
group by model, channel_name
union all
select 'ihc', credit.channel_name, sum(credit.ihc), sum(credit.ihc * coalesce(c.revenue, 0))
from ihc_model_pass pass
join conversions c
    on coalesce(c.conv_date, '') >= pass.window_start
    and (pass.window_end_is_open = 1 or coalesce(c.conv_date, '') <= pass.window_end)
join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
join attribution_customer_journey credit on credit.conv_id = j.conv_id
group by credit.channel_name
order by 1, 2
