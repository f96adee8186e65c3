-- grain: one row per conversion of the page and session of its user up to the conversion's second;
-- one row with a null session for a conversion without any
select
    -- A row as one text, where nothing of it is missing or unusual: to fetch a value costs more than to find it. Where this is
    -- null, or a value itself has the separator, the row is read column by column.
    case
        when (select count(*) from ihc_repeated_key) = 0 then
            c.conv_id || '~' || c.user_id || '~' || c.conv_date || '~' || c.conv_time || '~' || s.session_id || '~' || s.event_date
            || '~' || s.event_time || '~' || s.channel_name || '~' || s.holder_engagement || '~' || s.closer_engagement || '~'
            || s.impression_interaction
    end as line,
    c.conv_id,
    c.user_id,
    c.conv_date,
    c.conv_time,
    c.revenue,
    j.state,
    j.fingerprint,
    j.reason,
    j.run_id,
    coalesce(s.session_id, case when s.user_id is not null then '' end) as session_id,
    s.event_date,
    s.event_time,
    s.channel_name,
    s.holder_engagement,
    s.closer_engagement,
    s.impression_interaction,
    -- The table in which a key of the row stands in several rows. Whether there are any is asked once for all rows.
    case
        when (select count(*) from ihc_repeated_key) = 0 then null
        when exists (
            select 1 from ihc_repeated_key r where r.source = 'conversions' and r.id = cast(c.conv_id as text)
        ) then 'conversions'
        when exists (
            select 1 from ihc_repeated_key r where r.source = 'session_sources' and r.id = cast(s.session_id as text)
        ) then 'session_sources'
    end as repeated
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
