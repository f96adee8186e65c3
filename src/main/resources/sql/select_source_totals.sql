-- grain: one row, the same totals along another path than the report's: per conversion and per cost row, and over all
-- dates what they must be: every attributed conversion counts 1
with conversion_sums as (
    -- grain: one row per attributed conversion
    select j.conv_id, sum(credit.ihc) as ihc
    from ihc_journey j
    left join attribution_customer_journey credit on credit.conv_id = j.conv_id
    where j.state = 'attributed'
    group by j.conv_id
)
select
    (
        select coalesce(sum(cost.cost), 0)
        from session_costs cost
        where exists (select 1 from session_sources s where s.session_id = cost.session_id)
    ) as cost,
    (select coalesce(sum(sums.ihc), 0) from conversion_sums sums) as ihc,
    (
        select coalesce(sum(sums.ihc * coalesce(c.revenue, 0)), 0)
        from conversion_sums sums
        join conversions c on c.conv_id = sums.conv_id
    ) as ihc_revenue,
    (select count(*) from ihc_journey where state = 'attributed') as attributed,
    (select count(*) from conversion_sums where ihc is null or abs(ihc - 1) > :#tolerance) as off_one,
    (
        select coalesce(sum(c.revenue), 0)
        from conversions c
        join ihc_journey j on j.conv_id = c.conv_id
        where j.state = 'attributed'
    ) as attributed_revenue
