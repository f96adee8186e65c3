-- The ledger's tables as the migrations up to V19 leave them: a new ledger starts from this.
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
values (1, '19', 'schema script', 'BASELINE', 'schema script', '', 0, 1);

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
    service        text not null default 'api',
    -- When all batches of the run were planned; null: what there is of them counts for nothing.
    planned_at     text,
    -- The losses that the guard lets pass for this run, such as 'deleted,outdated'.
    accept         text not null default ''
);

-- One row a request to the API, written when it is planned.
create table ihc_batch (
    run_id       text not null references ihc_run (run_id),
    batch_no     integer not null,
    state        text not null check (state in ('open', 'sent', 'answered', 'split', 'returned')),
    conv_type_id text,
    journeys     integer not null,
    sessions     integer not null,
    attributed   integer not null default 0,
    failed       integer not null default 0,
    attempts     integer not null default 0,
    -- Who may be calling, and until when that holds unless it is renewed.
    owner        text,
    lease_until  text,
    last_error   text,
    opened_at    text not null,
    sent_at      text,
    closed_at    text,
    primary key (run_id, batch_no)
) without rowid;

-- The journeys of the batches that have no answer yet, compressed.
create table ihc_batch_payload (
    run_id   text not null,
    batch_no integer not null,
    payload  blob not null,
    primary key (run_id, batch_no)
);

-- One row a conversion that a run has come to. An attributed one keeps its credits, and what they were bought for,
-- until newer ones are bought; what was tried since in vain stands beside it, and makes the credits outdated.
create table ihc_journey (
    conv_id           text not null primary key,
    state             text not null check (state in ('attributed', 'failed', 'rejected', 'unattributable')),
    fingerprint       text,
    reason            text,
    sessions          integer not null default 0,
    run_id            text not null,
    batch_no          integer,
    conv_type_id      text,
    -- Null unless the credits are outdated.
    tried_state       text check (tried_state in ('failed', 'rejected', 'unattributable')),
    tried_fingerprint text,
    tried_reason      text,
    tried_run_id      text,
    tried_batch_no    integer,
    -- How often in a row the API has refused the fingerprint that was sent last, and when it did last, UTC.
    tries             integer not null default 0,
    tried_at          text
) without rowid;
create index ihc_journey_outdated on ihc_journey (conv_id) where tried_state is not null;

-- What a plan makes of conversions that it does not buy, until the guard has passed the plan.
create table ihc_planned_outcome (
    run_id  text not null,
    conv_id text not null,
    -- 'attributed': what was bought is up to date again
    state   text not null check (state in ('attributed', 'rejected', 'unattributable')),
    reason  text,
    -- 1: the reader's own settings leave all of the journey out, so that its credits go, too
    drops   integer not null,
    primary key (run_id, conv_id)
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
    conv_id           text not null,
    session_id        text not null,
    ihc               real not null,
    channel_name      text,
    started_at        text,
    fingerprint       text,
    run_id            text not null,
    published_channel text,
    published_date    text,
    primary key (conv_id, session_id)
) without rowid;

-- The source's conversions as they were read last: the report and the counts join these, never the source's own tables.
create table ihc_conversion (
    -- '(no id) <n>' for a row whose id is missing or cannot be read, so that it is counted; such a row is readable
    -- only here
    conv_id   text not null primary key,
    user_id   text,
    -- as the source has them, UTC; '' where it has none
    conv_date text not null,
    conv_time text not null,
    -- in the shop's currency; 0 where the source has none, the sum where it has several rows
    revenue   real not null,
    -- how many rows of the source have the id: where it is not one, what is right is not known
    copies    integer not null,
    -- 1: the source had it when it was read last
    present   integer not null,
    -- 1: its credits are in the report that was published last
    published integer not null default 0,
    -- The revenue that they were published with last; kept while a conversion is absent and its credits are not
    -- deleted, which tells one that is back from a new one.
    published_revenue real,
    -- The newest readable values, for credits that are kept; null where those above can be read.
    kept_revenue real,
    kept_date text,
    kept_time text
) without rowid;

-- The source's costs by label as it is there ('' for none) and report date ('(no date)' for none).
create table ihc_cost (
    label text not null,
    date  text not null,
    cost  real not null,
    primary key (label, date)
) without rowid;

-- One row: what the views below need of the settings, as of the last report.
create table ihc_report_setting (
    dates_are_utc       integer not null,
    dates_by_conversion integer not null
);
insert into ihc_report_setting (dates_are_utc, dates_by_conversion)
values (1, 0);

-- The reported credits in sums: each month of conversions by itself, so that a report sums anew only the months in
-- which something has changed.
create table ihc_credit_sum (
    -- of the conversion's date; what is no date has a month of its own
    month        text not null,
    conv_type_id text not null,
    channel_name text not null,
    date         text not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (month, conv_type_id, channel_name, date)
) without rowid;

-- The months whose sums do not hold any more.
create table ihc_stale_month (
    month text not null primary key
) without rowid;

-- Whoever changes what the sums are made of says so: credits change only together with the journey's row.
create trigger ihc_journey_inserted after insert on ihc_journey
begin
    insert into ihc_stale_month (month)
    select substr(coalesce(c.kept_date, c.conv_date), 1, 7)
    from ihc_conversion c
    where c.conv_id = new.conv_id
    on conflict (month) do nothing;
end;

create trigger ihc_journey_updated
after update of state, fingerprint, run_id, batch_no, conv_type_id, sessions on ihc_journey
begin
    insert into ihc_stale_month (month)
    select substr(coalesce(c.kept_date, c.conv_date), 1, 7)
    from ihc_conversion c
    where c.conv_id = new.conv_id
    on conflict (month) do nothing;
end;

create trigger ihc_journey_deleted after delete on ihc_journey
begin
    insert into ihc_stale_month (month)
    select substr(coalesce(c.kept_date, c.conv_date), 1, 7)
    from ihc_conversion c
    where c.conv_id = old.conv_id
    on conflict (month) do nothing;
end;

create trigger ihc_conversion_inserted after insert on ihc_conversion
begin
    insert into ihc_stale_month (month)
    values (substr(coalesce(new.kept_date, new.conv_date), 1, 7))
    on conflict (month) do nothing;
end;

create trigger ihc_conversion_updated
after update of conv_date, conv_time, revenue, copies, present, kept_date, kept_time, kept_revenue on ihc_conversion
begin
    insert into ihc_stale_month (month)
    values (substr(coalesce(old.kept_date, old.conv_date), 1, 7)),
        (substr(coalesce(new.kept_date, new.conv_date), 1, 7))
    on conflict (month) do nothing;
end;

create trigger ihc_conversion_deleted after delete on ihc_conversion
begin
    insert into ihc_stale_month (month)
    values (substr(coalesce(old.kept_date, old.conv_date), 1, 7))
    on conflict (month) do nothing;
end;

-- A change by hand.
create trigger attribution_customer_journey_updated after update on attribution_customer_journey
begin
    insert into ihc_stale_month (month)
    select substr(coalesce(c.kept_date, c.conv_date), 1, 7)
    from ihc_conversion c
    where c.conv_id = new.conv_id or c.conv_id = old.conv_id
    on conflict (month) do nothing;
end;

create trigger attribution_customer_journey_deleted after delete on attribution_customer_journey
begin
    insert into ihc_stale_month (month)
    select substr(coalesce(c.kept_date, c.conv_date), 1, 7)
    from ihc_conversion c
    where c.conv_id = old.conv_id
    on conflict (month) do nothing;
end;

-- The one rule for which conversions are reported, and with what: attributed, and in the source. Where its row cannot
-- be read, or stands there several times, the newest readable values hold.
create view ihc_attributed_conversion as
select
    c.conv_id,
    coalesce(c.kept_date, c.conv_date) as conv_date,
    coalesce(c.kept_time, c.conv_time) as conv_time,
    coalesce(c.kept_revenue, c.revenue) as revenue,
    j.conv_type_id,
    j.sessions,
    j.fingerprint,
    j.run_id,
    j.batch_no,
    c.published,
    case when c.present = 1 and (c.copies = 1 or c.kept_revenue is not null) then 1 else 0 end as is_reported
from ihc_conversion c
-- SQLite keeps the order of a cross join: the other way round it would look up the conversion of each of millions of
-- credits.
cross join ihc_journey j
where j.conv_id = c.conv_id and j.state = 'attributed';

-- The one rule for the channel and the date under which a credit is reported.
create view ihc_dated_credit as
select
    c.conv_id,
    credit.session_id,
    coalesce(c.conv_type_id, '') as conv_type_id,
    coalesce(nullif(credit.channel_name, ''), '(no channel)') as channel_name,
    case
        -- What most reports have first: it is asked of each of millions of credits.
        when setting.dates_are_utc = 1 and setting.dates_by_conversion = 0
            then coalesce(substr(credit.started_at, 1, 10), '(no date)')
        when setting.dates_by_conversion = 1 then coalesce(
            (
                select day.report_date
                from ihc_report_day day
                where day.utc_date = c.conv_date and c.conv_time between day.from_time and day.last_time
            ),
            nullif(trim(c.conv_date), ''),
            '(no date)'
        )
        else coalesce(
            (
                select day.report_date
                from ihc_report_day day
                where day.utc_date = substr(credit.started_at, 1, 10)
                    and substr(credit.started_at, 12) between day.from_time and day.last_time
            ),
            substr(credit.started_at, 1, 10),
            '(no date)'
        )
    end as date,
    credit.ihc,
    c.revenue,
    credit.ihc * c.revenue as ihc_revenue,
    c.is_reported,
    c.published,
    credit.channel_name as sent_channel,
    credit.started_at,
    credit.initializer,
    credit.holder,
    credit.closer,
    c.conv_date,
    c.conv_time,
    c.sessions,
    c.fingerprint,
    c.run_id,
    c.batch_no
from ihc_report_setting setting
cross join ihc_attributed_conversion c
cross join attribution_customer_journey credit
where credit.conv_id = c.conv_id;
