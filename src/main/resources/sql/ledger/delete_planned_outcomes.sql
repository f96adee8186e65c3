-- grain: what a run's plan makes of conversions that it does not buy; done, or given up
delete from ihc_planned_outcome
where run_id = :runId
