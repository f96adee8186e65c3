-- grain: one row, what the source itself sums to; after session_cost.sql or session_cost_once.sql
select
    (select count(*) from conversions) as conversions,
    (
        select coalesce(sum(cast(revenue as real)), 0)
        from conversions
        -- A text is a figure where, as a number, it is what it is as a text.
        where cast(revenue as numeric) = revenue
            and cast(revenue as real) between -1.7976931348623157e308 and 1.7976931348623157e308
    ) as revenue,
    (select coalesce(sum(cost), 0) from session_cost) as cost
