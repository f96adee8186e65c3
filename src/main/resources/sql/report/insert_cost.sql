-- grain: one row per label and report date
insert into ihc_cost (label, date, cost)
values (?, ?, ?)
