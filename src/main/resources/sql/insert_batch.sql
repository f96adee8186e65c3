-- grain: one row per batch, written before it is sent
insert into ihc_batch (run_id, batch_no, state, journeys, sessions, opened_at)
values (:#runId, :#number, 'open', :#size, :#sessions, current_timestamp)
