-- grain: one row per conversion that a plan does not buy, until the guard has passed the plan
insert into ihc_planned_outcome (run_id, conv_id, state, reason, drops)
values (:runId, :convId, :state, :reason, :drops)
on conflict (run_id, conv_id) do update set
    state = excluded.state,
    reason = excluded.reason,
    drops = excluded.drops
