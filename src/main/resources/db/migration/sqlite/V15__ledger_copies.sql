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
    -- how many rows of the source have the id: where it is not one, what is right is not known, and no credit is
    -- reported
    copies    integer not null,
    -- 1: the source had it when it was read last
    present   integer not null,
    -- 1: its credits are in the report that was published last
    published integer not null default 0,
    -- The revenue that they were published with last; kept while a conversion is absent and its credits are not
    -- deleted, which tells one that is back from a new one.
    published_revenue real
) without rowid;

-- What earlier versions have published. The rest comes with the first look at the source.
insert into ihc_conversion (conv_id, conv_date, conv_time, revenue, copies, present, published, published_revenue)
select j.conv_id, '', '', coalesce(j.summed_revenue, 0), 1, 1, 1, j.summed_revenue
from ihc_journey j
where (j.summed_revenue is not null or j.conv_id in (select f.conv_id from ihc_former_credit f))
    and exists (select 1 from ihc_published);

-- The source's costs by label as it is there ('' for none) and report date ('(no date)' for none).
create table ihc_cost (
    label text not null,
    date  text not null,
    cost  real not null,
    primary key (label, date)
) without rowid;

-- One row: what the view below needs of the settings, as of the last report.
create table ihc_report_setting (
    dates_are_utc       integer not null,
    dates_by_conversion integer not null
);
insert into ihc_report_setting (dates_are_utc, dates_by_conversion)
values (1, 0);

-- Credits have the channel as it was sent; earlier versions took it from the source as it was there, with the space
-- around it.
update attribution_customer_journey
set channel_name = trim(channel_name, char(32, 9, 10, 11, 12, 13, 160))
where channel_name <> trim(channel_name, char(32, 9, 10, 11, 12, 13, 160));

-- The one rule for which conversions are reported: attributed, in the source, and there once.
create view ihc_attributed_conversion as
select
    c.conv_id,
    c.conv_date,
    c.conv_time,
    c.revenue,
    j.conv_type_id,
    j.sessions,
    j.fingerprint,
    j.run_id,
    j.batch_no,
    c.published,
    case when c.present = 1 and c.copies = 1 then 1 else 0 end as is_reported
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

-- The channel and date under which a former credit was published: a journey that has lost it says so no more.
alter table ihc_former_credit add column published_channel text;
alter table ihc_former_credit add column published_date text;
update ihc_former_credit
set published_channel = coalesce(channel_name, '(no channel)'),
    published_date = coalesce(substr(started_at, 1, 10), '(no date)');

-- A report sums all credits anew, and a gate that stays shut rolls it back; models are computed with it from the
-- credits.
drop table ihc_report_draft;
drop table ihc_credit_sum;
drop table ihc_stale_date;
drop table ihc_model_pass;
alter table ihc_journey drop column summed_revenue;
alter table ihc_batch drop column published;
drop table ihc_repeated_key;
