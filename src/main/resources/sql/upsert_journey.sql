-- grain: one row per conversion that a run has come to
insert into ihc_journey (conv_id, state, fingerprint, reason, sessions, run_id, batch_no, conv_type_id)
values (:#convId, :#state, :#fingerprint, :#reason, :#sessions, :#runId, :#batchNumber, :#convTypeId)
on conflict (conv_id) do update set
    state = excluded.state,
    fingerprint = excluded.fingerprint,
    reason = excluded.reason,
    sessions = excluded.sessions,
    run_id = excluded.run_id,
    batch_no = excluded.batch_no,
    conv_type_id = excluded.conv_type_id
