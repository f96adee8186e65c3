-- grain: one row per conversion, and one per session, of the users with a conversion that may be of the window, user by
-- user; after window_conversion.sql
select cast(user_id as text) as user_id, conv_date as date, conv_time as time, coalesce(conv_id, '') as conv_id
from conversions
where user_id in (select c.user_id from window_conversion c)
union all
select cast(user_id as text), event_date, event_time, null
from session_sources
where user_id in (select c.user_id from window_conversion c)
order by 1
