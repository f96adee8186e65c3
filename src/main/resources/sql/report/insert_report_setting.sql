-- grain: the one row of settings
insert into ihc_report_setting (padding, dates_are_utc, dates_by_conversion)
values (:padding, :datesAreUtc, :datesByConversion)
