-- grain: one row per session that may not be as expected, in the table's order; whether it is not, and what is wrong
-- with it, is decided where the rules are; after window_conversion.sql
select session_id, user_id, event_date, event_time, channel_name, holder_engagement, closer_engagement,
    impression_interaction
from (
    select session_id, user_id, event_date, event_time, channel_name, holder_engagement, closer_engagement,
        impression_interaction
    from session_sources
    where :hasWindow = 0
    union all
    select s.session_id, s.user_id, s.event_date, s.event_time, s.channel_name, s.holder_engagement,
        s.closer_engagement, s.impression_interaction
    from session_sources s
    where :hasWindow = 1 and s.user_id in (select c.user_id from window_conversion c)
) looked_at
where (
    -- An exclamation mark is the first character that is no space; every binary value is greater than all others.
    session_id < x''
    and (session_id || '') > '!'
    and (user_id || '') > '!'
    and date(event_date) = event_date
    and time(event_time) = event_time
    and event_time < '24'
    and event_date <= :latestDate
    and holder_engagement in (0, 1)
    and closer_engagement in (0, 1)
    and impression_interaction in (0, 1)
    and channel_name <> ''
    and trim(channel_name, :padding) = channel_name
) is not true
