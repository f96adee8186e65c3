-- grain: the source's conversions that are new or differ from the copy; what did not change is not written
insert into ihc_conversion (
    conv_id, user_id, conv_date, conv_time, revenue, copies, present, kept_revenue, kept_date, kept_time
)
select
    read.conv_id,
    read.user_id,
    read.conv_date,
    read.conv_time,
    read.revenue,
    read.copies,
    1,
    -- What can be read no more keeps its newest readable values, for credits that are kept.
    case
        when read.copies > 1 or read.revenue < 0 or read.readable = 0 and read.revenue = 0
            then coalesce(c.kept_revenue, case when c.copies = 1 and c.revenue >= 0 then c.revenue end)
    end,
    case
        when read.copies > 1 or read.conv_time = ''
            then coalesce(c.kept_date, case when c.copies = 1 then nullif(c.conv_date, '') end)
    end,
    case
        when read.copies > 1 or read.conv_time = ''
            then coalesce(c.kept_time, case when c.copies = 1 then nullif(c.conv_time, '') end)
    end
from ihc_read_conversion read
left join ihc_conversion c on c.conv_id = read.conv_id
where not (
    c.conv_id is not null
    and c.user_id is not distinct from read.user_id
    and c.conv_date = read.conv_date
    and c.conv_time = read.conv_time
    and c.revenue = read.revenue
    and c.copies = read.copies
    and c.present = 1
    and (read.readable = 0 or read.copies > 1 or read.revenue < 0
        or c.kept_revenue is null and c.kept_date is null and c.kept_time is null)
)
on conflict (conv_id) do update set
    user_id = excluded.user_id,
    conv_date = excluded.conv_date,
    conv_time = excluded.conv_time,
    revenue = excluded.revenue,
    copies = excluded.copies,
    present = 1,
    kept_revenue = excluded.kept_revenue,
    kept_date = excluded.kept_date,
    kept_time = excluded.kept_time
