-- grain: one batch, once nothing of it is on its way
update ihc_batch
set state = :#state, attributed = :#attributed, failed = :#failed, last_error = coalesce(:#reason, last_error),
    closed_at = current_timestamp
where run_id = :#runId and batch_no = :#number
