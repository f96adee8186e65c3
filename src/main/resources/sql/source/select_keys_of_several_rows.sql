-- grain: one row per key that stands in several rows, in the tables whose key the database itself does not keep unique
select 'conversions' as source, cast(conv_id as text) as id
from conversions
where :conversionsKeyed = 0 and conv_id is not null
group by cast(conv_id as text)
having count(*) > 1
union all
select 'session_sources', cast(session_id as text)
from session_sources
where :sessionsKeyed = 0 and session_id is not null
group by cast(session_id as text)
having count(*) > 1
union all
select 'session_costs', cast(session_id as text)
from session_costs
where :costsKeyed = 0 and session_id is not null
group by cast(session_id as text)
having count(*) > 1
order by 1, 2
