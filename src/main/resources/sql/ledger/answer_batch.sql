-- grain: one batch; its answer is stored where the attempt is still the newest, or where it needed none (attempt 0)
update ihc_batch
set state = 'answered', attributed = :attributed, failed = :failed, closed_at = current_timestamp,
    owner = null, lease_until = null
where run_id = :runId
    and batch_no = :number
    and (state = 'sent' and attempts = :attempt and owner = :owner or state = 'open' and :attempt = 0)
