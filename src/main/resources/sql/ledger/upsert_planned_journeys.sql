-- grain: one row per conversion that a plan does not buy and that has no credits, or loses them
insert into ihc_journey (conv_id, state, reason, run_id)
select p.conv_id, p.state, p.reason, p.run_id
from ihc_planned_outcome p
left join ihc_journey j on j.conv_id = p.conv_id
where p.run_id = :runId
    and p.state <> 'attributed'
    and (p.drops = 1 or j.conv_id is null or j.state <> 'attributed')
on conflict (conv_id) do update set
    state = excluded.state,
    fingerprint = null,
    reason = excluded.reason,
    sessions = 0,
    run_id = excluded.run_id,
    batch_no = null,
    conv_type_id = null,
    tried_state = null,
    tried_fingerprint = null,
    tried_reason = null,
    tried_run_id = null,
    tried_batch_no = null,
    tries = 0,
    tried_at = null
