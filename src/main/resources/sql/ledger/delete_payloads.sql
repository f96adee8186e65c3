-- grain: the payloads of one run's batches that have no use any more
delete from ihc_batch_payload
where run_id = :runId
    and batch_no not in (select b.batch_no from ihc_batch b where b.run_id = :runId and b.state in ('open', 'sent'))
