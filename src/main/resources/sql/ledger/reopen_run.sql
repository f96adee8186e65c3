-- grain: one run
update ihc_run
set state = 'interrupted', reason = 'the process ended before its trigger file was put away',
    -- What it had planned and did not buy was given back.
    planned_at = null
where run_id = :runId
