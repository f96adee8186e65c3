-- The figures of channel_reporting as they were published last: what a run has stored and then failed to publish was
-- never seen by anyone, and does not count as restated.
create table ihc_published (
    channel_name text not null,
    date         text not null,
    cost         real not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (channel_name, date)
) without rowid;

insert into ihc_published (channel_name, date, cost, ihc, ihc_revenue)
select channel_name, date, cost, ihc, ihc_revenue
from channel_reporting
where exists (select 1 from ihc_run where report_sha256 is not null);

-- 1: what the batch bought is in a published report.
alter table ihc_batch add column published integer not null default 0;
update ihc_batch
set published = 1
where state = 'stored' and exists (select 1 from ihc_run where report_sha256 is not null);

-- The published credits of conversions that were bought again or set aside since; empty after each publication.
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
