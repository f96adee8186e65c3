-- grain: the report by conversion type; it is filled anew in the same transaction
delete from channel_reporting_by_type
