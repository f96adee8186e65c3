-- grain: the batches of one run that have no answer and will have none; what they hold is read again by another run
update ihc_batch
set state = 'returned', closed_at = current_timestamp, owner = null, lease_until = null
where run_id = :runId and state in ('open', 'sent')
