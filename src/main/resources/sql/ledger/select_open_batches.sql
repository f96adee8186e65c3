-- grain: one row per batch of a run that waits to be sent, in the order of the plan
select batch_no
from ihc_batch
where run_id = :runId and (state = 'open' or state = 'sent' and lease_until < :now)
order by batch_no
