-- grain: one row per id of the source's conversions; an id that is there again adds up
insert into ihc_read_conversion (conv_id, user_id, conv_date, conv_time, revenue, copies, readable)
values (?, ?, ?, ?, ?, 1, ?)
on conflict (conv_id) do update set
    user_id = min(user_id, excluded.user_id),
    conv_date = min(conv_date, excluded.conv_date),
    conv_time = min(conv_time, excluded.conv_time),
    revenue = revenue + excluded.revenue,
    copies = copies + 1
