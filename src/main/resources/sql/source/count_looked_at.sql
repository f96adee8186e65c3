-- grain: one row, how many rows of each table are looked at
select
    (
        select count(*)
        from conversions c
        where coalesce(c.conv_date, '') >= :windowStart
            and (:windowEndIsOpen = 1 or coalesce(c.conv_date, '') <= :windowEnd)
    ) as conversions,
    case
        when :hasWindow = 0 then (select count(*) from session_sources)
        else (
            select count(*)
            from session_sources s
            where s.user_id in (
                select c.user_id
                from conversions c
                where coalesce(c.conv_date, '') >= :windowStart
                    and (:windowEndIsOpen = 1 or coalesce(c.conv_date, '') <= :windowEnd)
            )
        )
    end as sessions,
    (select count(*) from session_costs) as costs
