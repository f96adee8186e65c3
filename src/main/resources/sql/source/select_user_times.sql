-- grain: one row per conversion, and one per session, of the users with a conversion in the window, user by user
select
    cast(user_id as text) as user_id,
    conv_date as date,
    conv_time as time,
    coalesce(conv_id, '') as conv_id,
    case
        when coalesce(conv_date, '') >= :windowStart and (:windowEndIsOpen =
            1 or coalesce(conv_date, '') <= :windowEnd) then 1
        else 0
    end as in_window
from conversions
where user_id in (
    select c.user_id
    from conversions c
    where coalesce(c.conv_date, '') >= :windowStart
        and (:windowEndIsOpen = 1 or coalesce(c.conv_date, '') <= :windowEnd)
)
union all
select cast(user_id as text), event_date, event_time, null, 0
from session_sources
where user_id in (
    select c.user_id
    from conversions c
    where coalesce(c.conv_date, '') >= :windowStart
        and (:windowEndIsOpen = 1 or coalesce(c.conv_date, '') <= :windowEnd)
)
order by 1
