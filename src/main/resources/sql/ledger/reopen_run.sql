-- grain: one run
update ihc_run
set state = 'interrupted', reason = 'the process ended before its trigger file was put away'
where run_id = :runId
