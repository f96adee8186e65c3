-- What was bought is kept: credits stay until newer ones of the same journey are bought. Beside what they were bought
-- for stands what was tried since in vain.
alter table ihc_journey add column tried_state text check (tried_state in ('failed', 'rejected', 'unattributable'));
alter table ihc_journey add column tried_fingerprint text;
alter table ihc_journey add column tried_reason text;
alter table ihc_journey add column tried_run_id text;
alter table ihc_journey add column tried_batch_no integer;
alter table ihc_journey add column tries integer not null default 0;
alter table ihc_journey add column tried_at text;
create index ihc_journey_outdated on ihc_journey (conv_id) where tried_state is not null;

-- What a plan makes of conversions that it does not buy, until the guard has passed the plan.
create table ihc_planned_outcome (
    run_id  text not null,
    conv_id text not null,
    state   text not null check (state in ('attributed', 'rejected', 'unattributable')),
    reason  text,
    drops   integer not null,
    primary key (run_id, conv_id)
) without rowid;

-- The losses that the guard lets pass for a run.
alter table ihc_run add column accept text not null default '';

-- The newest readable values of a conversion whose row cannot be read any more.
alter table ihc_conversion add column kept_revenue real;
alter table ihc_conversion add column kept_date text;
alter table ihc_conversion add column kept_time text;

drop view ihc_attributed_conversion;

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
