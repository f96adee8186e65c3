-- grain: one row, what tells that a table is being loaded anew: 0 where it is empty
select
    (select count(*) from (select 1 from conversions limit 1) one) as conversions,
    (select count(*) from (select 1 from session_sources limit 1) one) as session_sources
