-- grain: one row, the sessions that came after the last conversion of their user; users of the window's conversions only
with last_conversions as (
    select
        user_id,
        conv_date,
        conv_time,
        row_number() over (partition by user_id order by conv_date desc, conv_time desc) as position
    from conversions
    where conv_date like '____-__-__' and user_id in (
        select c.user_id
        from conversions c
        where coalesce(c.conv_date, '') >= :#windowStart
            and (:#windowEndIsOpen = 1 or coalesce(c.conv_date, '') <= :#windowEnd)
    )
)
select coalesce(sum(
    (
        select count(*)
        from session_sources s
        where s.user_id = c.user_id
            and (s.event_date, s.event_time) > (c.conv_date, c.conv_time)
    )
), 0) as sessions
from last_conversions c
where c.position = 1
