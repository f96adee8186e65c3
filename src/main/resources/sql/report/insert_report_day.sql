-- grain: one row per UTC date and stretch of it that has one report date
insert into ihc_report_day (utc_date, from_time, last_time, report_date)
values (:utcDate, :fromTime, :lastTime, :reportDate)
