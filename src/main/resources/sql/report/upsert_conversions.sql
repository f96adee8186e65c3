-- grain: the source's conversions that are new or differ from the copy; what did not change is not written
insert into ihc_conversion (conv_id, user_id, conv_date, conv_time, revenue, copies, present)
select read.conv_id, read.user_id, read.conv_date, read.conv_time, read.revenue, read.copies, 1
from ihc_read_conversion read
where not exists (
    select 1
    from ihc_conversion c
    where c.conv_id = read.conv_id
        and c.user_id is not distinct from read.user_id
        and c.conv_date = read.conv_date
        and c.conv_time = read.conv_time
        and c.revenue = read.revenue
        and c.copies = read.copies
        and c.present = 1
)
on conflict (conv_id) do update set
    user_id = excluded.user_id,
    conv_date = excluded.conv_date,
    conv_time = excluded.conv_time,
    revenue = excluded.revenue,
    copies = excluded.copies,
    present = 1
