-- grain: one batch, whose attempt did not succeed; where the attempt is still the newest
update ihc_batch
set state = 'open', last_error = :reason, owner = null, lease_until = null
where run_id = :runId and batch_no = :number and state = 'sent' and attempts = :attempt and owner = :owner
