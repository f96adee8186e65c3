-- grain: the one row of settings
insert into ihc_report_setting (dates_are_utc, dates_by_conversion)
values (:datesAreUtc, :datesByConversion)
