-- grain: one row per journey that a run has sent and that failed
select conv_id, case when tried_run_id = :runId then tried_reason else reason end as reason
from ihc_journey
where run_id = :runId and state = 'failed' or tried_run_id = :runId and tried_state = 'failed'
order by conv_id
limit :most
