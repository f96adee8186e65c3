-- grain: one row per run
insert into ihc_run (
    run_id, source, trigger_name, mode, steps, start_date, end_date, conv_type_id, retry, redistribution,
    accept, service, state, started_at
)
values (
    :runId, :source, :triggerName, :mode, :steps, :startDate, :endDate, :convTypeId, :retry, :redistribution,
    :accept, :service, 'running', :now
)
