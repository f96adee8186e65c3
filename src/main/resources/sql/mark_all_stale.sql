-- grain: one row, for all dates
insert into ihc_stale_date (date)
values ('*')
on conflict do nothing
