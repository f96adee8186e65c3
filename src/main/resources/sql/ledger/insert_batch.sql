-- grain: one batch, planned and not sent yet
insert into ihc_batch (run_id, batch_no, conv_type_id, state, journeys, sessions, opened_at)
values (:runId, :number, :convTypeId, 'open', :size, :sessions, current_timestamp)
