-- grain: the whole draft; it is filled anew in the same transaction
delete from ihc_report_draft
