-- grain: one row, the totals of the period's session dates along another path than the report's: per conversion and
-- per cost row; and over all dates what must hold of every attributed conversion
with journey_sums as (
    -- grain: one row per attributed journey, in the order in which journeys and credits are kept
    select
        j.conv_id,
        sum(credit.ihc) as ihc,
        count(*) as sessions,
        sum(
            case
                when :#isAll = 1 then credit.ihc
                when coalesce(substr(credit.started_at, 1, 10), '(no date)') < :#windowStart then 0
                when :#windowEndIsOpen = 1 then credit.ihc
                when coalesce(substr(credit.started_at, 1, 10), '(no date)') <= :#windowEnd then credit.ihc
            end
        ) as ihc_in_period
    from ihc_journey j
    left join attribution_customer_journey credit on credit.conv_id = j.conv_id
    where j.state = 'attributed'
        and not exists (select 1 from ihc_repeated_key r where r.source = 'conversions' and r.id = j.conv_id)
    group by j.conv_id
),
conversion_sums as (
    -- grain: one row per attributed conversion that is still there; one that stands in two rows sums to 2
    select
        sum(sums.ihc) as ihc,
        sum(sums.sessions) as sessions,
        sum(sums.ihc_in_period) as ihc_in_period,
        max(coalesce(c.revenue, 0)) as revenue
    from conversions c
    join journey_sums sums on sums.conv_id = cast(c.conv_id as text)
    group by sums.conv_id
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
    -- grain: one row per session of the period's dates; needed where not all dates count
    select session_id
    from session_sources
    where :#isAll = 0
        and coalesce(nullif(trim(event_date), ''), '(no date)') >= :#windowStart
        and (:#windowEndIsOpen = 1 or coalesce(nullif(trim(event_date), ''), '(no date)') <= :#windowEnd)
        and session_id not in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
    union all
    select session_id
    from session_sources
    where :#isAll = 0
        and session_id in (select r.id from ihc_repeated_key r where r.source = 'session_sources')
    group by session_id
    having coalesce(nullif(trim(min(event_date)), ''), '(no date)') >= :#windowStart
        and (:#windowEndIsOpen = 1 or coalesce(nullif(trim(min(event_date)), ''), '(no date)') <= :#windowEnd)
)
select
    (
        select coalesce(sum(cost), 0)
        from session_costs_once
        where case
            when :#isAll = 1 then session_id in (select session_id from session_sources)
            else session_id in (select session_id from dated_sessions)
        end
    ) as cost,
    (select coalesce(sum(ihc_in_period), 0) from conversion_sums) as ihc,
    (select coalesce(sum(ihc_in_period * revenue), 0) from conversion_sums) as ihc_revenue,
    (select count(*) from conversion_sums) as attributed,
    (
        -- The API rounds each credit to four decimals: a long journey's may be off by that much each.
        select count(*)
        from conversion_sums
        where ihc is null or (abs(ihc - 1) > :#tolerance and abs(ihc - 1) > 0.00005 * sessions)
    ) as off_one
