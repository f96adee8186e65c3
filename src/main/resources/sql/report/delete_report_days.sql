-- grain: all dates; they are filled anew in the same transaction
delete from ihc_report_day
