-- The channel and the time (UTC, YYYY-MM-DD HH:MM:SS) with which a session was sent: a credit is reported where it was
-- bought, and the report need not look up millions of sessions one by one.
alter table attribution_customer_journey add column channel_name text;
alter table attribution_customer_journey add column started_at text;

update attribution_customer_journey
set channel_name = (
        select s.channel_name from session_sources s
        where s.session_id = attribution_customer_journey.session_id
    ),
    started_at = (
        select s.event_date || ' ' || s.event_time from session_sources s
        where s.session_id = attribution_customer_journey.session_id
    );

-- What channel_reporting is to be once it has passed the publish gate; only what differs is then written there.
create table ihc_report_draft (
    channel_name text not null,
    date         text not null,
    cost         real not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (channel_name, date)
) without rowid;
