-- grain: one row, how many labels and days the report before had other names for
select (select count(*) from ihc_channel) + (select count(*) from ihc_report_day) as named
