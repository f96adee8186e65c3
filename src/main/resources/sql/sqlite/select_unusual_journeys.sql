-- grain: one row per conversion of the window that no session led to, or more than one request may hold
with looked_at as (
    -- grain: one row per conversion of the window that is well-formed, with the first day of its journey
    select
        c.conv_id,
        c.user_id,
        c.conv_date,
        c.conv_time,
        case when :#lookbackDays = 0 then '' else date(c.conv_date, '-' || :#lookbackDays || ' days') end as first_date
    from conversions c
    where coalesce(c.conv_date, '') >= :#windowStart
        and (:#windowEndIsOpen = 1 or coalesce(c.conv_date, '') <= :#windowEnd)
        and trim(c.conv_id) <> ''
        and trim(c.user_id) <> ''
        and date(c.conv_date) = c.conv_date
        and time(c.conv_time) = c.conv_time
        and c.conv_time < '24'
),
found as materialized (
    -- Row values, not comparisons with or: they let the index (user_id, event_date, event_time) look up and count.
    select
        c.conv_id,
        c.user_id,
        case
            when not exists (
                select 1
                from session_sources s
                where s.user_id = c.user_id
                    and (s.event_date, s.event_time) <= (c.conv_date, c.conv_time)
                    and (s.event_date, s.event_time) >= (c.first_date, c.conv_time)
                    and (:#atConversion = 1 or (s.event_date, s.event_time) < (c.conv_date, c.conv_time))
            ) then 0
            -- Most users have not that many sessions at all, which is counted sooner than those of a journey.
            when (select count(*) from session_sources s where s.user_id = c.user_id) > :#maxSessions then (
                select count(*)
                from session_sources s
                where s.user_id = c.user_id
                    and (s.event_date, s.event_time) <= (c.conv_date, c.conv_time)
                    and (s.event_date, s.event_time) >= (c.first_date, c.conv_time)
                    and (:#atConversion = 1 or (s.event_date, s.event_time) < (c.conv_date, c.conv_time))
            )
            else 1
        end as sessions
    from looked_at c
)
select conv_id, sessions
from found
where sessions > :#maxSessions
    or (
        sessions = 0
        -- A session of no time rejects the journey: it is not one without sessions.
        and not exists (
            select 1
            from session_sources s
            where s.user_id = found.user_id
                and (date(s.event_date) = s.event_date and time(s.event_time) = s.event_time
                    and s.event_time < '24') is not true
        )
    )
order by conv_id
