-- grain: the rows of the report that are not in its draft any more
delete from channel_reporting
where not exists (
    select 1
    from ihc_report_draft draft
    where draft.channel_name = channel_reporting.channel_name and draft.date = channel_reporting.date
)
