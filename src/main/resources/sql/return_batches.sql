-- grain: the batches of one run that have no answer; what they hold is read again
update ihc_batch
set state = 'returned', closed_at = current_timestamp
where run_id = :runId and state in ('open', 'sent')
