-- grain: one row per conversion of the window (kind 0), and one per session of its user that may belong to it (kind 1);
-- users in the order of their first conversion's id, of each the conversions and then the sessions, in the order of
-- time: what is bought in that order is stored in the order of its key, which takes a quarter of the time
select
    -- A session as one text, where nothing of it is missing: to fetch a value costs more than to find it. Where this
    -- is null, or a value itself has the separator, the row is read column by column.
    case
        when kind = 1 and repeated = 0 then
            user_id || '~' || id || '~' || day || '~' || time || '~' || channel_name || '~' || holder_engagement || '~'
            || closer_engagement || '~' || impression_interaction
    end as line,
    kind,
    user_id,
    id,
    day,
    time,
    channel_name,
    holder_engagement,
    closer_engagement,
    impression_interaction,
    revenue,
    repeated
from (
    with users as (
        -- grain: one row per user with a conversion of the window
        select user_id, min(cast(conv_id as text)) as first_conv_id
        from conversions
        where (
                :#hasWindow = 0
                or conv_date between :#windowStart and :#windowEnd
                or conv_date is null
                or (date(conv_date) is not conv_date or conv_time not like '__:__:__' or conv_time is null)
                and (
                    conv_date between :#dayBefore and :#dayAfter
                    or date(substr(conv_date, 1, 10)) is not substr(conv_date, 1, 10)
                )
            )
            and user_id <> ''
            and typeof(conv_id) in ('text', 'integer', 'real')
        group by user_id
    )
    select
        coalesce(users.first_conv_id, cast(c.conv_id as text)) as first_conv_id,
        c.user_id as user_id,
        0 as kind,
        c.conv_date as day,
        c.conv_time as time,
        c.conv_id as id,
        null as channel_name,
        null as holder_engagement,
        null as closer_engagement,
        null as impression_interaction,
        c.revenue as revenue,
        case
            when :#conversionsKeyed = 1 then 0
            when c.conv_id in (select conv_id from conversions group by conv_id having count(*) > 1) then 1
            else 0
        end as repeated
    from conversions c
    left join users on users.user_id = c.user_id
    -- Of a window: a date and time of the usual form are compared here, others where they can be read.
    where (
            :#hasWindow = 0
            or c.conv_date between :#windowStart and :#windowEnd
            or c.conv_date is null
            or (date(c.conv_date) is not c.conv_date or c.conv_time not like '__:__:__' or c.conv_time is null)
            and (
                c.conv_date between :#dayBefore and :#dayAfter
                or date(substr(c.conv_date, 1, 10)) is not substr(c.conv_date, 1, 10)
            )
        )
        and typeof(c.conv_id) in ('text', 'integer', 'real')
    union all
    select
        users.first_conv_id,
        users.user_id,
        1,
        s.event_date,
        s.event_time,
        s.session_id,
        s.channel_name,
        s.holder_engagement,
        s.closer_engagement,
        s.impression_interaction,
        null,
        case
            when :#sessionsKeyed = 1 then 0
            when s.session_id in (select session_id from session_sources group by session_id having count(*) > 1) then 1
            else 0
        end
    from session_sources s
    join users on users.user_id = s.user_id
    -- What begins with no date cannot be compared here: it comes along.
    where (s.event_date >= :#firstDate and s.event_date <= :#lastDate)
        or typeof(s.event_date) <> 'text'
        or s.event_date not like '____-__-__%'
        -- Of the day after the window where a zone may move it.
        or s.event_date > :#lastDate
        and s.event_date <= :#dayAfter
        and (s.event_date not like '____-__-__' or s.event_time not like '__:__:__' or s.event_time is null)
    order by 1, 2, 3, 4, 5, 6
)
