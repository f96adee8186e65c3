-- grain: one row, what tells that a table is being loaded anew
select
    (select count(*) from (select 1 from conversions limit 1) one) as conversions,
    (select count(*) from (select 1 from session_sources limit 1) one) as sessions,
    (select count(*) from ihc_journey where state = 'attributed') as attributed
