-- grain: one batch; the last reason why an attempt did not succeed
update ihc_batch
set last_error = :reason
where run_id = :runId and batch_no = :number
