-- grain: one row, the calls that a run has made
select coalesce(sum(attempts), 0) from ihc_batch
where run_id = :runId
