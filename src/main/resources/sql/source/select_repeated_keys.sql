-- grain: one row per key that stands in several rows, in the tables whose key the database itself does not keep unique;
-- of costs only those count that would be reported
select 'conversions' as source, conv_id as id, count(*) as copies, null as lowest, null as highest
from conversions
where :conversionsKeyed = 0 and trim(conv_id) <> ''
group by conv_id
having count(*) > 1
union all
select 'session_sources', session_id, count(*), null, null
from session_sources
where :sessionsKeyed = 0 and trim(session_id) <> ''
group by session_id
having count(*) > 1
union all
select 'session_costs', session_id, count(*), min(cast(cost as real)), max(cast(cost as real))
from session_costs
where :costsKeyed = 0
    and cast(cost as numeric) = cost
    and cast(cost as real) between 0 and 1.7976931348623157e308
    and session_id in (select session_id from session_sources)
group by session_id
having count(*) > 1
