-- Once all rows are there; it holds all that is asked for.
create index temp.conversion_type_by_id on conversion_type (conv_id, conv_type_id)
