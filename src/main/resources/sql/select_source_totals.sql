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
    group by j.conv_id
),
conversion_sums as (
    -- grain: one row per attributed conversion that is still there; one that stands in two rows sums to 2
    select
        sum(sums.ihc) as ihc,
        sum(sums.sessions) as sessions,
        max(coalesce(c.revenue, 0)) as revenue
    from conversions c
    join journey_sums sums on sums.conv_id = cast(c.conv_id as text)
    group by sums.conv_id
)
select
    (
        select coalesce(sum(cost.cost), 0)
        from session_costs cost
        where exists (
            select 1
            from session_sources s
            where s.session_id = cost.session_id
                and (
                    not exists (select 1 from ihc_channel)
                    or coalesce(s.channel_name, '') not in (select label from ihc_channel where channel is null)
                )
        )
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
