-- grain: one row, whether the database itself keeps the keys of sessions and of costs from standing in several rows
with keys (source, id) as (
    values ('session_sources', 'session_id'), ('session_costs', 'session_id')
)
select min(
    case
        when id = (
            select group_concat(lower(c.name))
            from pragma_table_info(keys.source) c
            where c.pk > 0
        ) then 1
        when exists (
            select 1
            from pragma_index_list(keys.source) i
            where i."unique" = 1
                and i.partial = 0
                and id = (select group_concat(lower(c.name)) from pragma_index_info(i.name) c)
        ) then 1
        else 0
    end
) as declared
from keys
