-- grain: one run whose plan is complete: what it buys is in the ledger
update ihc_run
set planned_at = :now
where run_id = :runId
