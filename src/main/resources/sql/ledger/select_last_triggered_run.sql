-- grain: at most one row, the newest run of a trigger file's name, where it has ended
select run_id, ended_at
from (
    select run_id, state, ended_at from ihc_run
    where trigger_name = :triggerName
    order by started_at desc, run_id desc
    limit 1
) newest
where state in ('completed', 'failed') and ended_at is not null
