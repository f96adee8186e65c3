-- grain: one row, the conversions that the ledger knows, and those of them that are not in the shop's table any more
with known as (
    select
        case when j.state = 'attributed' then 1 else 0 end as attributed,
        case
            when j.conv_id not in (select cast(conv_id as text) from conversions where conv_id is not null) then 1
            else 0
        end as vanished
    from ihc_journey j
)
select
    coalesce(sum(attributed), 0) as attributed,
    coalesce(sum(attributed * vanished), 0) as attributed_vanished,
    coalesce(sum(vanished), 0) as vanished
from known
