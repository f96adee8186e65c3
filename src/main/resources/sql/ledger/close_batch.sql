-- grain: one batch that has no answer and will have none; where the attempt is still the newest, or there was none
-- (attempt 0)
update ihc_batch
set state = :state, last_error = coalesce(:reason, last_error), closed_at = current_timestamp,
    owner = null, lease_until = null
where run_id = :runId
    and batch_no = :number
    and (state = 'sent' and attempts = :attempt and owner = :owner or state = 'open' and :attempt = 0)
