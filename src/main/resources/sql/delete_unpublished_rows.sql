-- grain: the published rows that the report does not have any more
delete from ihc_published
where not exists (
    select 1
    from channel_reporting reported
    where reported.channel_name = ihc_published.channel_name and reported.date = ihc_published.date
)
