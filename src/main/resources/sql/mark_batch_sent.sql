-- grain: one batch; counted before each attempt, so that the ledger never knows of fewer calls than were made
update ihc_batch
set state = 'sent', attempts = attempts + 1, sent_at = current_timestamp
where run_id = :#runId and batch_no = :#number
