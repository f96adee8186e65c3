-- grain: one journey whose credits are kept although it was sent again and refused
update ihc_journey
set tries = case when tried_state = 'failed' and tried_fingerprint = :fingerprint then tries + 1 else 1 end,
    tried_at = current_timestamp,
    tried_state = 'failed',
    tried_fingerprint = :fingerprint,
    tried_reason = :reason,
    tried_run_id = :runId,
    tried_batch_no = :batchNumber
where conv_id = :convId and state = 'attributed'
