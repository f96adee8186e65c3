-- grain: one row per conversion that a plan cannot buy and whose credits are kept
update ihc_journey
set tried_state = planned.state,
    tried_reason = planned.reason,
    tried_run_id = planned.run_id,
    tried_fingerprint = null,
    tried_batch_no = null,
    tries = 0,
    tried_at = null
from (
    select run_id, conv_id, state, reason
    from ihc_planned_outcome
    where run_id = :runId and state <> 'attributed' and drops = 0
) planned
where planned.conv_id = ihc_journey.conv_id and ihc_journey.state = 'attributed'
