-- grain: one run
update ihc_run
set state = :state, reason = :reason, ended_at = :now, report_sha256 = :reportSha256
where run_id = :runId
