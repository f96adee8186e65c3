-- grain: one row, the bounds of a page of conversions and the first conversion of the page after it (null: none);
-- an id that stands in several rows counts once, so that every page ends further on than it begins
with page as (
    select ids.conv_id, row_number() over (order by ids.conv_id) as position
    from (
        select distinct conv_id
        from conversions
        where conv_id >= coalesce(:#from, (select min(conv_id) from conversions))
            and coalesce(conv_date, '') >= :#windowStart
            and (:#windowEndIsOpen = 1 or coalesce(conv_date, '') <= :#windowEnd)
        order by conv_id
        limit :#limit
    ) ids
)
select
    min(conv_id) as first_conv_id,
    max(case when position <= :#size then conv_id end) as last_conv_id,
    max(case when position > :#size then conv_id end) as next_conv_id
from page
