-- The two result tables may be there already, filled by an earlier client, in three and five columns and without a
-- key. Their rows are kept; they do not count in a report before this product has attributed their conversions itself.
create table if not exists attribution_customer_journey (conv_id text, session_id text, ihc real);
create table ihc_earlier_credits as select conv_id, session_id, ihc from attribution_customer_journey;
drop table attribution_customer_journey;

-- Without a rowid the rows lie in the order of their key, so that sums over them do not depend on the order of the answers.
create table attribution_customer_journey (
    conv_id     text not null,
    session_id  text not null,
    ihc         real not null,
    initializer real,
    holder      real,
    closer      real,
    primary key (conv_id, session_id)
) without rowid;

insert or ignore into attribution_customer_journey (conv_id, session_id, ihc)
select conv_id, session_id, ihc from ihc_earlier_credits
where conv_id is not null and session_id is not null and ihc is not null;
drop table ihc_earlier_credits;

create table if not exists channel_reporting (channel_name text, date text, cost real, ihc real, ihc_revenue real);
create table ihc_earlier_reporting as select channel_name, date, cost, ihc, ihc_revenue from channel_reporting;
drop table channel_reporting;

create table channel_reporting (
    channel_name text not null,
    date         text not null,
    cost         real not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (channel_name, date)
) without rowid;

insert or ignore into channel_reporting (channel_name, date, cost, ihc, ihc_revenue)
select channel_name, date, coalesce(cost, 0), coalesce(ihc, 0), coalesce(ihc_revenue, 0) from ihc_earlier_reporting
where channel_name is not null and date is not null;
drop table ihc_earlier_reporting;

-- One row a run. Times are UTC, ISO 8601.
create table ihc_run (
    run_id        text not null primary key,
    source        text not null,
    trigger_name  text,
    mode          text not null,
    steps         text not null,
    start_date    text,
    end_date      text,
    conv_type_id  text not null,
    state         text not null check (state in ('running', 'waiting', 'interrupted', 'completed', 'failed')),
    reason        text,
    started_at    text not null,
    ended_at      text,
    report_sha256 text
);

-- One row a request to the API, written before the batch goes on its way.
create table ihc_batch (
    run_id     text not null references ihc_run (run_id),
    batch_no   integer not null,
    state      text not null check (state in ('open', 'sent', 'stored', 'halved', 'returned')),
    journeys   integer not null,
    sessions   integer not null,
    attributed integer not null default 0,
    failed     integer not null default 0,
    attempts   integer not null default 0,
    last_error text,
    opened_at  text not null,
    sent_at    text,
    closed_at  text,
    primary key (run_id, batch_no)
) without rowid;

-- One row a conversion that a run has come to.
create table ihc_journey (
    conv_id     text not null primary key,
    state       text not null check (state in ('attributed', 'failed', 'rejected', 'unattributable')),
    fingerprint text,
    reason      text,
    sessions    integer not null default 0,
    run_id      text not null,
    batch_no    integer
) without rowid;

-- At most one row: the process that works on this database.
create table ihc_lease (
    name       text not null primary key,
    holder     text not null,
    renewed_at text not null
);
