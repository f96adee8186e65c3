-- grain: the batches of one run that were sent by a process that is no more
update ihc_batch
set state = 'open', owner = null, lease_until = null
where run_id = :runId and state = 'sent'
