-- grain: one batch that is closed
delete from ihc_batch_payload
where run_id = :runId and batch_no = :number
