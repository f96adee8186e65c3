-- Of a database of its own, for the length of a run.
create temp table conversion_type (conv_id text not null, conv_type_id text not null)
