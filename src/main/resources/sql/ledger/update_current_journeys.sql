-- grain: one row per conversion whose credits were outdated and are up to date again
update ihc_journey
set tried_state = null,
    tried_reason = null,
    tried_run_id = null,
    tried_fingerprint = null,
    tried_batch_no = null,
    tries = 0,
    tried_at = null
where state = 'attributed'
    and conv_id in (
        select p.conv_id from ihc_planned_outcome p where p.run_id = :runId and p.state = 'attributed'
    )
