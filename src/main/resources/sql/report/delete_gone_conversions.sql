-- grain: the conversions that the source has no more, of which nothing is kept and nothing published
delete from ihc_conversion
where present = 0
    and published = 0
    and conv_id not in (select j.conv_id from ihc_journey j)
