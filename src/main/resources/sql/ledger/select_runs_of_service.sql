-- grain: one row per run whose credits the service computed
select run_id, redistribution from ihc_run
where service = :service
