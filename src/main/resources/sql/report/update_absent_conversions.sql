-- grain: the conversions that the source had and has no more
update ihc_conversion
set present = 0
where present = 1 and conv_id not in (select read.conv_id from ihc_read_conversion read)
