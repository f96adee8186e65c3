-- What the credits of each channel and date sum to, kept from report to report: only the dates whose credits have changed
-- since are summed anew.
create table ihc_credit_sum (
    date         text not null,
    channel_name text not null,
    ihc          real not null,
    ihc_revenue  real not null,
    primary key (date, channel_name)
) without rowid;

-- The dates (UTC, of the sessions) whose sums no longer hold; '*' stands for all dates.
create table ihc_stale_date (
    date text not null primary key
) without rowid;

insert into ihc_stale_date (date) values ('*');

-- The revenue with which a conversion's credits are in the sums; null where they are not in them.
alter table ihc_journey add column summed_revenue real;
