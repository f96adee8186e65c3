-- grain: one batch; what it sends, until its answer is stored
insert into ihc_batch_payload (run_id, batch_no, payload)
values (:runId, :number, :payload)
