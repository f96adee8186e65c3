-- grain: one row per conversion; conv_date and conv_time in UTC, revenue in EUR
create table conversions (
    conv_id text not null,
    user_id text not null,
    conv_date text not null,
    conv_time text not null,
    revenue real not null,
    primary key (conv_id)
)
