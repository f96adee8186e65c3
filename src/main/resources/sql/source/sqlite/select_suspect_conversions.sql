-- grain: one row per conversion that may be of the window and may not be as expected, in the table's order; whether it
-- is not, and what is wrong with it, is decided where the rules are; after window_conversion.sql
select conv_id, user_id, conv_date, conv_time, revenue
from window_conversion
where (
    -- An exclamation mark is the first character that is no space.
    typeof(conv_id) <> 'blob'
    and (conv_id || '') > '!'
    and (user_id || '') > '!'
    and date(conv_date) = conv_date
    and time(conv_time) = conv_time
    and conv_time < '24'
    and conv_date <= :latestDate
    and typeof(revenue) in ('integer', 'real')
    and revenue between 0 and 1e300
) is not true
