-- grain: all conversions that were read before
delete from ihc_read_conversion
