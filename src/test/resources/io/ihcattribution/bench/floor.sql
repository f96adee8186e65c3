-- The floor: the product's index, joins, inserts and aggregation, done by the sqlite3 command line alone, equal
-- shares in place of the API's answers, on a fresh copy of the same file, with the same journal.
pragma journal_mode = wal;
pragma synchronous = normal;

create index ihc_session_sources_user on session_sources (
    user_id, event_date, event_time, session_id, channel_name, holder_engagement, closer_engagement, impression_interaction
);

create table attribution_customer_journey (
    conv_id text not null, session_id text not null, ihc real not null, initializer real, holder real, closer real,
    channel_name text, started_at text, primary key (conv_id, session_id)
) without rowid;

create table ihc_journey (
    conv_id text not null primary key, state text not null, sessions integer not null
) without rowid;

create table channel_reporting (
    channel_name text not null, date text not null, cost real not null, ihc real not null, ihc_revenue real not null,
    primary key (channel_name, date)
) without rowid;

insert into ihc_journey
select c.conv_id, 'attributed', count(*)
from conversions c
join session_sources s on s.user_id = c.user_id and (s.event_date, s.event_time) <= (c.conv_date, c.conv_time)
group by c.conv_id;

insert into attribution_customer_journey
select c.conv_id, s.session_id, 1.0 / j.sessions, 1.0 / j.sessions, 1.0 / j.sessions, 1.0 / j.sessions, s.channel_name,
    s.event_date || ' ' || s.event_time
from conversions c
join ihc_journey j on j.conv_id = c.conv_id
join session_sources s on s.user_id = c.user_id and (s.event_date, s.event_time) <= (c.conv_date, c.conv_time)
order by c.conv_id;

insert into channel_reporting
select channel_name, date, sum(cost), sum(ihc), sum(ihc_revenue)
from (
    select s.channel_name, s.event_date as date, cost.cost, 0 as ihc, 0 as ihc_revenue
    from session_costs cost
    join session_sources s on s.session_id = cost.session_id
    union all
    select credit.channel_name, substr(credit.started_at, 1, 10), 0, credit.ihc, credit.ihc * c.revenue
    from conversions c
    join attribution_customer_journey credit on credit.conv_id = c.conv_id
)
group by channel_name, date;

select sum(cost), sum(ihc), sum(ihc_revenue) from channel_reporting;
select sum(cost) from session_costs cost where exists (select 1 from session_sources s where s.session_id = cost.session_id);
select count(*), sum(ihc) from (select sum(ihc) as ihc from attribution_customer_journey group by conv_id);
