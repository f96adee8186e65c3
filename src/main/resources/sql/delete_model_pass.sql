-- grain: the one row that says what model_reporting covers
delete from ihc_model_pass
