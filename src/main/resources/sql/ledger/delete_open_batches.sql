-- grain: the batches of a plan that was not finished: none of them was sent
delete from ihc_batch
where run_id = :runId and state = 'open' and attempts = 0
