-- grain: one run that goes on
update ihc_run
set state = :state, reason = :reason
where run_id = :runId and state in ('running', 'waiting')
