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

-- None of them is summed yet.
insert into ihc_stale_month (month)
select distinct substr(coalesce(c.kept_date, c.conv_date), 1, 7)
from ihc_conversion c;
