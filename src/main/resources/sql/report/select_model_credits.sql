-- grain: one row per credited session of the window's attributed conversions, conversion by conversion
select c.conv_id, c.conv_date, c.conv_time, c.revenue, credit.session_id, credit.channel_name, credit.started_at
from ihc_attributed_conversion c
join attribution_customer_journey credit on credit.conv_id = c.conv_id
where c.is_reported = 1 and c.conv_date between :windowStart and :lastDate
order by c.conv_id
