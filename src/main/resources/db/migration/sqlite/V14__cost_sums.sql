-- What the costs of each channel, as the shop has it, and date sum to; filled anew for every report.
create table ihc_cost_sum (
    date         text not null,
    channel_name text not null,
    cost         real not null,
    primary key (date, channel_name)
) without rowid;
