-- grain: the report as it was published before
delete from ihc_published
