-- grain: one row per row of the user's query or table that gives a conversion a type
insert into conversion_type (conv_id, conv_type_id)
values (?, ?)
