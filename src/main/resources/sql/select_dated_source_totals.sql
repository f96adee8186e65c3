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
session_costs_once as (
    -- grain: one row per session whose costs, where it has several, are equal
    select session_id, cost
    from session_costs
    where cost >= 0
        and session_id not in (select r.id from ihc_repeated_key r where r.source = 'session_costs')
    union all
    select session_id, min(cost)
    from session_costs
    where cost >= 0
        and session_id in (select r.id from ihc_repeated_key r where r.source = 'session_costs')
    group by session_id
    having min(cost) = max(cost)
),
dated_sessions as (
    -- grain: one row per session of the window's report dates whose channel is not left out
    select s.session_id
    from session_sources s
    where s.session_id not in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
        and coalesce(s.channel_name, '') not in (select label from ihc_channel where channel is null)
        and coalesce(
            (
                select day.report_date
                from ihc_report_day day
                where day.utc_date = s.event_date and s.event_time between day.from_time and day.last_time
            ),
            nullif(trim(s.event_date), ''),
            '(no date)'
        ) between :#windowStart and :#lastDate
    union all
    select s.session_id
    from (
        select session_id, min(channel_name) as channel_name, min(event_date) as event_date, min(event_time) as event_time
        from session_sources
        where session_id in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
        group by session_id
    ) s
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
)
select
    (
        select coalesce(sum(cost), 0)
        from session_costs_once
        where session_id in (select session_id from dated_sessions)
    ) as cost,
    (select coalesce(sum(ihc), 0) from conversion_sums) as ihc,
    (select coalesce(sum(ihc * revenue), 0) from conversion_sums) as ihc_revenue,
    -- What must hold of each conversion is looked at over all dates.
    0 as attributed,
    0 as off_one
