-- grain: one row per date that sessions or conversions have, as it is written
select event_date as utc_date
from session_sources
where event_date is not null
union
select conv_date
from conversions
where conv_date is not null
