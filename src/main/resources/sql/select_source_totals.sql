-- grain: one row, the totals over all dates along another path than the report's: per conversion and per cost row; and
-- what must hold of every attributed conversion
with journey_sums as (
    -- grain: one row per attributed journey, in the order in which journeys and credits are kept
    select
        j.conv_id,
        sum(credit.ihc) as ihc,
        count(*) as sessions
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
        max(coalesce(c.revenue, 0)) as revenue
    from conversions c
    -- SQLite keeps the order of a cross join: the other way round it would look at all conversions for each journey.
    cross join journey_sums sums
    where sums.conv_id = cast(c.conv_id as text)
    group by sums.conv_id
),
counted_costs as (
    -- grain: one row per session whose costs, where it has several, are equal
    select cost.session_id, cost.cost
    from session_costs cost
    where cost.cost >= 0
        and cost.session_id not in (select r.id from ihc_repeated_key r where r.source = 'session_costs')
        and cost.session_id in (select session_id from session_sources)
    union all
    select cost.session_id, min(cost.cost)
    from session_costs cost
    where cost.cost >= 0
        and cost.session_id in (select r.id from ihc_repeated_key r where r.source = 'session_costs')
        and cost.session_id in (select session_id from session_sources)
    group by cost.session_id
    having min(cost.cost) = max(cost.cost)
)
select
    (
        select coalesce(sum(cost.cost), 0)
        from counted_costs cost
        where not exists (select 1 from ihc_channel)
            or coalesce((select min(s.channel_name) from session_sources s where s.session_id = cost.session_id), '')
                not in (select label from ihc_channel where channel is null)
    ) as cost,
    (select coalesce(sum(ihc), 0) from conversion_sums) as ihc,
    (select coalesce(sum(ihc * revenue), 0) from conversion_sums) as ihc_revenue,
    (select count(*) from conversion_sums) as attributed,
    (
        -- The API rounds each credit to four decimals: a long journey's may be off by that much each.
        select count(*)
        from conversion_sums
        where ihc is null or (abs(ihc - 1) > :#tolerance and abs(ihc - 1) > 0.00005 * sessions)
    ) as off_one
