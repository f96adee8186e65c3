-- grain: one row
select count(*) from ihc_batch
where run_id = :runId and state in ('open', 'sent')
