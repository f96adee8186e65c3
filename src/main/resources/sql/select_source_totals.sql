-- grain: one row, the totals of the period's session dates along another path than the report's: per conversion and
-- per cost row; and over all dates what must hold of every attributed conversion
with conversion_sums as (
    -- grain: one row per attributed conversion
    select
        j.conv_id,
        sum(credit.ihc) as ihc,
        sum(
            case
                when coalesce(
                    (select min(s.event_date) from session_sources s where s.session_id = credit.session_id), ''
                ) >= :#windowStart
                    and (
                        :#windowEndIsOpen = 1
                        or (select min(s.event_date) from session_sources s where s.session_id = credit.session_id)
                            <= :#windowEnd
                    )
                then credit.ihc
            end
        ) as ihc_in_period
    from ihc_journey j
    left join attribution_customer_journey credit on credit.conv_id = j.conv_id
    where j.state = 'attributed'
    group by j.conv_id
)
select
    (
        select coalesce(sum(cost.cost), 0)
        from session_costs cost
        where exists (
            select 1
            from session_sources s
            where s.session_id = cost.session_id
                and s.event_date >= :#windowStart
                and (:#windowEndIsOpen = 1 or s.event_date <= :#windowEnd)
        )
    ) as cost,
    (select coalesce(sum(ihc_in_period), 0) from conversion_sums) as ihc,
    (
        select coalesce(sum(sums.ihc_in_period * coalesce(c.revenue, 0)), 0)
        from conversion_sums sums
        join conversions c on c.conv_id = sums.conv_id
    ) as ihc_revenue,
    (select count(*) from conversion_sums) as attributed,
    (select count(*) from conversion_sums where ihc is null or abs(ihc - 1) > :#tolerance) as off_one
