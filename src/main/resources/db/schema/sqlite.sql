-- The ledger's tables as the migrations up to V13 leave them: a new ledger starts from this.
-- A test holds the two equal.

-- Flyway's, as Flyway makes it: migrations go on from here.
create table "ihc_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
create index "ihc_schema_history_s_idx" on "ihc_schema_history" ("success");
insert into ihc_schema_history (installed_rank, version, description, type, script, installed_by, execution_time,
    success)
values (1, '13', 'schema script', 'BASELINE', 'schema script', '', 0, 1);

-- The credits. Without a rowid the rows lie in the order of their key, so that sums over them do not depend on the
-- order of the answers. Channel and time (UTC) are those that were sent.
create table attribution_customer_journey (
    conv_id      text not null,
    session_id   text not null,
    ihc          real not null,
    initializer  real,
    holder       real,
    closer       real,
    channel_name text,
    started_at   text,
    primary key (conv_id, session_id)
) without rowid;

-- The report.
create table channel_reporting (
    channel_name text not null,
    date         text not null,
    cost         real not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (channel_name, date)
) without rowid;

-- One row a run. Times are UTC, ISO 8601.
create table ihc_run (
    run_id         text not null primary key,
    source         text not null,
    trigger_name   text,
    mode           text not null,
    steps          text not null,
    start_date     text,
    end_date       text,
    conv_type_id   text not null,
    state          text not null check (state in ('running', 'waiting', 'interrupted', 'completed', 'failed')),
    reason         text,
    started_at     text not null,
    ended_at       text,
    report_sha256  text,
    retry          text not null default '' check (retry in ('', 'failed')),
    redistribution text not null default '',
    service        text not null default 'api'
);

-- One row a request to the API, written before the batch goes on its way.
create table ihc_batch (
    run_id       text not null references ihc_run (run_id),
    batch_no     integer not null,
    state        text not null check (state in ('open', 'sent', 'stored', 'halved', 'returned')),
    journeys     integer not null,
    sessions     integer not null,
    attributed   integer not null default 0,
    failed       integer not null default 0,
    attempts     integer not null default 0,
    last_error   text,
    opened_at    text not null,
    sent_at      text,
    closed_at    text,
    conv_type_id text,
    published    integer not null default 0,
    primary key (run_id, batch_no)
) without rowid;

-- One row a conversion that a run has come to.
create table ihc_journey (
    conv_id        text not null primary key,
    state          text not null check (state in ('attributed', 'failed', 'rejected', 'unattributable')),
    fingerprint    text,
    reason         text,
    sessions       integer not null default 0,
    run_id         text not null,
    batch_no       integer,
    conv_type_id   text,
    summed_revenue real
) without rowid;

-- At most one row: the process that works on this ledger.
create table ihc_lease (
    name       text not null primary key,
    holder     text not null,
    renewed_at text not null
);

-- What other models make of the attributed conversions, where ihc.models names some.
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

-- The keys that stand in several rows of a table of the shop's.
create table ihc_repeated_key (
    source text not null,
    id     text not null,
    primary key (source, id)
) without rowid;

-- What a label is reported as, null where it is left out; empty where every label is its own channel.
create table ihc_channel (
    label   text not null primary key,
    channel text
) without rowid;

-- The stretches of a UTC date and the date that each is reported under; empty where reports have UTC dates.
create table ihc_report_day (
    utc_date    text not null,
    from_time   text not null,
    last_time   text not null,
    report_date text not null,
    primary key (utc_date, from_time)
) without rowid;

-- The credits of channel_reporting by conversion type, where several are configured.
create table channel_reporting_by_type (
    conv_type_id text not null,
    channel_name text not null,
    date         text not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (conv_type_id, channel_name, date)
) without rowid;

-- What channel_reporting is to be once it has passed the publish gate.
create table ihc_report_draft (
    channel_name text not null,
    date         text not null,
    cost         real not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (channel_name, date)
) without rowid;

-- The figures of channel_reporting as they were published last.
create table ihc_published (
    channel_name text not null,
    date         text not null,
    cost         real not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (channel_name, date)
) without rowid;

-- The published credits of conversions that were bought again or rejected since; empty after each publication.
create table ihc_former_credit (
    conv_id      text not null,
    session_id   text not null,
    ihc          real not null,
    channel_name text,
    started_at   text,
    fingerprint  text,
    run_id       text not null,
    primary key (conv_id, session_id)
) without rowid;

-- What the credits of each channel and date sum to.
create table ihc_credit_sum (
    date         text not null,
    channel_name text not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (date, channel_name)
) without rowid;

-- The dates whose sums do not hold; '*' stands for all dates.
create table ihc_stale_date (
    date text not null primary key
) without rowid;
insert into ihc_stale_date (date) values ('*');
