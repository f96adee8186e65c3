-- grain: one row per conversion, with the columns that the user's table has
select * from conversions
