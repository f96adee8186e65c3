-- grain: the one row of settings; it comes anew in the same transaction
delete from ihc_report_setting
