-- grain: one row per UTC date that credits or conversions have, as it is written
select substr(started_at, 1, 10) as utc_date
from attribution_customer_journey
where started_at is not null
union
select conv_date
from ihc_conversion
order by 1
