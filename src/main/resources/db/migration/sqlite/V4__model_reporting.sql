-- What other models make of the attributed conversions, where ihc.models names some: always the last run's window.
create table model_reporting (
    model        text not null,
    channel_name text not null,
    date         text not null,
    conversions  real not null,
    revenue      real not null,
    primary key (model, channel_name, date)
) without rowid;

-- At most one row: the conversions that model_reporting covers, and what each of its models sums to.
create table ihc_model_pass (
    run_id             text not null primary key,
    window_start       text not null,
    window_end_is_open integer not null,
    window_end         text not null,
    journeys           integer not null,
    revenue            real not null,
    models             text not null
);
