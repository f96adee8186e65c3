-- What a label of session_sources.channel_name is reported as, null where it is left out; empty where every label is its
-- own channel. Filled anew with every report.
create table ihc_channel (
    label   text not null primary key,
    channel text
) without rowid;

-- The stretches of a UTC date, from the first second to the last, both inclusive, and the date that each is reported
-- under; empty where reports have UTC dates. Filled anew with every report.
create table ihc_report_day (
    utc_date    text not null,
    from_time   text not null,
    last_time   text not null,
    report_date text not null,
    primary key (utc_date, from_time)
) without rowid;

-- The credits of channel_reporting by conversion type, where several are configured; costs belong to no type.
create table channel_reporting_by_type (
    conv_type_id text not null,
    channel_name text not null,
    date         text not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (conv_type_id, channel_name, date)
) without rowid;

-- The conversion type that a batch and each of its journeys was sent for. Of runs before this one it is the run's.
alter table ihc_batch add column conv_type_id text;
update ihc_batch
set conv_type_id = (select r.conv_type_id from ihc_run r where r.run_id = ihc_batch.run_id);

alter table ihc_journey add column conv_type_id text;
update ihc_journey
set conv_type_id = (select r.conv_type_id from ihc_run r where r.run_id = ihc_journey.run_id)
where state in ('attributed', 'failed');
