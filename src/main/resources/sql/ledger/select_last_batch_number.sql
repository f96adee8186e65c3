-- grain: one row
select coalesce(max(batch_no), 0) from ihc_batch
where run_id = :runId
