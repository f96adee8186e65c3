-- grain: one row per batch, written before it is sent
insert into ihc_batch (run_id, batch_no, conv_type_id, state, journeys, sessions, opened_at)
values (:#runId, :#number, :#convTypeId, 'open', :#size, :#sessions, current_timestamp)
