-- grain: one row per journey that was sent; one with credits keeps them, and what they were bought for, until the
-- answer has new ones
insert into ihc_journey (conv_id, state, fingerprint, reason, sessions, run_id, batch_no, conv_type_id, tries, tried_at)
values (
    :convId, :state, :fingerprint, :reason, :sessions, :runId, :batchNumber, :convTypeId,
    case when :state = 'failed' then 1 else 0 end, case when :state = 'failed' then current_timestamp end
)
on conflict (conv_id) do update set
    tries = case
        when excluded.state = 'attributed' then 0
        when ihc_journey.fingerprint = excluded.fingerprint then ihc_journey.tries + 1
        else 1
    end,
    tried_at = excluded.tried_at,
    state = excluded.state,
    fingerprint = excluded.fingerprint,
    reason = excluded.reason,
    sessions = excluded.sessions,
    run_id = excluded.run_id,
    batch_no = excluded.batch_no,
    conv_type_id = excluded.conv_type_id,
    tried_state = null,
    tried_fingerprint = null,
    tried_reason = null,
    tried_run_id = null,
    tried_batch_no = null
where excluded.state = 'attributed' or ihc_journey.state <> 'attributed'
