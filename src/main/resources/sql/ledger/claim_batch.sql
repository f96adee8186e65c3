-- grain: one batch; the one permission to call, counted before the call, so that the ledger never knows of fewer
-- calls than were made: given where nobody else may be calling (the attempt that failed is the asker's own), and only
-- while the run goes on
update ihc_batch
set state = 'sent', attempts = attempts + 1, owner = :owner, lease_until = :leaseUntil, sent_at = current_timestamp
where run_id = :runId
    and batch_no = :number
    and (
        state = 'open'
        or state = 'sent' and (lease_until < :now or owner = :owner and attempts = :failedAttempt)
    )
    and exists (select 1 from ihc_run r where r.run_id = ihc_batch.run_id and r.state in ('running', 'waiting'))
returning attempts
