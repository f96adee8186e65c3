-- grain: one row per conversion of the page and session of its user up to the conversion's second;
-- one row with a null session for a conversion without any
select
    c.conv_id,
    -- Tells rows of one conv_id apart; the conversion's own columns are read once where it stays the same.
    coalesce(c.user_id, '') || ' ' || coalesce(c.conv_date, '') || ' ' || coalesce(c.conv_time, '') as conversion,
    coalesce(s.session_id, case when s.user_id is not null then '' end) as session_id,
    s.event_date,
    s.event_time,
    s.channel_name,
    coalesce(s.holder_engagement, 'null') || ', ' || coalesce(s.closer_engagement, 'null') || ', '
        || coalesce(s.impression_interaction, 'null')
        -- The table, where a key of the row stands in several rows of it. Whether there are any is asked once for all rows.
        || case
            when (select count(*) from ihc_repeated_key) = 0 then ''
            when exists (
                select 1 from ihc_repeated_key r where r.source = 'conversions' and r.id = cast(c.conv_id as text)
            ) then ', conversions'
            when exists (
                select 1 from ihc_repeated_key r where r.source = 'session_sources' and r.id = cast(s.session_id as text)
            ) then ', session_sources'
            else ''
        end as flags,
    c.user_id,
    c.conv_date,
    c.conv_time,
    c.revenue,
    j.state,
    j.fingerprint,
    j.reason,
    j.run_id
from conversions c
left join ihc_journey j on j.conv_id = cast(c.conv_id as text)
left join session_sources s
    on s.user_id = c.user_id
    and c.user_id <> ''
    -- A row value, not two comparisons with or: it lets the index (user_id, event_date, event_time) give the order.
    and (
        (s.event_date, s.event_time) <= (c.conv_date, c.conv_time)
        -- What is no date and time cannot be compared: it comes along, so that the journey is rejected and not cut.
        or s.event_date is null
        or s.event_time is null
        or s.event_date not like '____-__-__'
        or s.event_time not like '__:__:__'
    )
where c.conv_id >= :#from
    and c.conv_id <= :#until
    and coalesce(c.conv_date, '') >= :#windowStart
    and (:#windowEndIsOpen = 1 or coalesce(c.conv_date, '') <= :#windowEnd)
order by c.conv_id, s.event_date, s.event_time, s.session_id
