-- grain: one run that an earlier process left
update ihc_run
set state = 'running', reason = null, ended_at = null
where run_id = :runId
