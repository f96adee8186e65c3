-- A run is planned before its first call: its batches wait in the ledger, with what they send.
create table ihc_batch_as_planned (
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
    published    integer not null default 0,
    primary key (run_id, batch_no)
) without rowid;

-- What was on its way when an earlier version ended is read again.
insert into ihc_batch_as_planned (
    run_id, batch_no, state, conv_type_id, journeys, sessions, attributed, failed, attempts, last_error, opened_at,
    sent_at,
    closed_at, published
)
select
    run_id,
    batch_no,
    case state when 'stored' then 'answered' when 'halved' then 'split' else 'returned' end,
    conv_type_id, journeys, sessions, attributed, failed, attempts, last_error, opened_at,
    sent_at, closed_at, published
from ihc_batch;

drop table ihc_batch;
alter table ihc_batch_as_planned rename to ihc_batch;

-- The journeys of the batches that have no answer yet, compressed.
create table ihc_batch_payload (
    run_id   text not null,
    batch_no integer not null,
    payload  blob not null,
    primary key (run_id, batch_no)
);

-- When all batches of the run were planned; null: what there is of them counts for nothing.
alter table ihc_run add column planned_at text;
