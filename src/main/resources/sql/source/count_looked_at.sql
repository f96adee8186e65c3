-- grain: one row, how many sessions and costs are looked at; after window_conversion.sql
select
    case
        when :hasWindow = 0 then (select count(*) from session_sources)
        else (
            select count(*)
            from session_sources s
            where s.user_id in (select c.user_id from window_conversion c)
        )
    end as sessions,
    (select count(*) from session_costs) as costs
