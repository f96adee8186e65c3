-- grain: one row per session of an attributed conversion; the row of values is repeated for each
insert into attribution_customer_journey (
    conv_id, session_id, ihc, initializer, holder, closer, channel_name, started_at
)
values (?, ?, ?, ?, ?, ?, ?, ?)
