-- grain: one row, the totals over the report dates of a window along another path than the report's: per conversion and
-- per cost row
with credits as (
    -- grain: one row per credit of an attributed conversion that is still there, with the moment that dates it
    select
        j.conv_id,
        c.revenue,
        credit.ihc,
        case when :#datesByConversion = 1 then c.conv_date else substr(credit.started_at, 1, 10) end as utc_date,
        case when :#datesByConversion = 1 then c.conv_time else substr(credit.started_at, 12) end as utc_time
    from conversions c
    join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
    join attribution_customer_journey credit on credit.conv_id = j.conv_id
    where not exists (select 1 from ihc_repeated_key r where r.source = 'conversions' and r.id = j.conv_id)
        -- Most credits are of other dates: that is seen at once.
        and (:#datesByConversion = 1 or credit.started_at >= :#dayBeforeStart and substr(credit.started_at, 1, 10) <= :#dayAfterEnd
            or credit.started_at is null)
),
conversion_sums as (
    -- grain: one row per attributed conversion with credit in the window
    select conv_id, max(coalesce(revenue, 0)) as revenue, sum(ihc) as ihc
    from credits
    where coalesce(
        (
            select day.report_date
            from ihc_report_day day
            where day.utc_date = credits.utc_date and credits.utc_time between day.from_time and day.last_time
        ),
        utc_date,
        '(no date)'
    ) between :#windowStart and :#lastDate
    group by conv_id
),
near_sessions as (
    -- grain: one row per session that may be of the window's report dates: a zone moves a date by a day at most, and what is
    -- no date is looked at more closely
    select s.session_id, s.channel_name, s.event_date, s.event_time
    from session_sources s
    where cast(s.event_date as text) between :#dayBeforeStart and :#dayAfterEnd
        or s.event_date not like '____-__-__'
        or s.event_date is null
),
sessions_once as (
    -- grain: one row per such session
    select session_id, channel_name, event_date, event_time
    from near_sessions
    where session_id not in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
    union all
    select session_id, min(channel_name), min(event_date), min(event_time)
    from session_sources
    where session_id in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
    group by session_id
),
dated_sessions as (
    -- grain: one row per session of the window's report dates whose channel is not left out
    select s.session_id
    from sessions_once s
    where coalesce(s.channel_name, '') not in (select label from ihc_channel where channel is null)
        and coalesce(
            (
                select day.report_date
                from ihc_report_day day
                where day.utc_date = s.event_date and s.event_time between day.from_time and day.last_time
            ),
            nullif(trim(s.event_date), ''),
            '(no date)'
        ) between :#windowStart and :#lastDate
),
session_costs_once as (
    -- grain: one row per session of those whose costs, where it has several, are equal
    select cost.session_id, min(cost.cost) as cost
    from dated_sessions s
    cross join session_costs cost
    where cost.session_id = s.session_id and cost.cost >= 0
    group by cost.session_id
    having min(cost.cost) = max(cost.cost)
)
select
    (
        select coalesce(sum(cost), 0)
        from session_costs_once
    ) as cost,
    (select coalesce(sum(ihc), 0) from conversion_sums) as ihc,
    (select coalesce(sum(ihc * revenue), 0) from conversion_sums) as ihc_revenue,
    -- What must hold of each conversion is looked at over all dates.
    0 as attributed,
    0 as off_one
