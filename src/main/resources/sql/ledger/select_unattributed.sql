-- grain: one row per conversion of the window that has no credits, or outdated ones
select
    j.conv_id,
    case when j.state = 'attributed' then 'outdated' else j.state end as state,
    coalesce(j.tried_reason, j.reason) as reason
from ihc_journey j
join ihc_conversion c on c.conv_id = j.conv_id
where (j.state <> 'attributed' or j.tried_state is not null)
    and c.present = 1
    and (coalesce(c.kept_date, c.conv_date) between :windowStart and :lastDate or c.conv_date = '')
order by 2, j.conv_id
limit :most
