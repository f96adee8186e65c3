-- grain: one row per run of a service that was begun and not ended
select run_id, source, trigger_name, mode, steps, start_date, end_date, conv_type_id, retry, redistribution,
    accept, started_at, planned_at
from ihc_run
where state in ('running', 'waiting', 'interrupted') and service = :service
order by started_at, run_id
