-- grain: one row, what a run has done and what is known of its window's conversions
with in_window as (
    select c.copies, coalesce(c.kept_revenue, c.revenue) as revenue, j.state, j.tried_state
    from ihc_conversion c
    left join ihc_journey j on j.conv_id = c.conv_id
    where c.present = 1
        and (coalesce(c.kept_date, c.conv_date) between :windowStart and :lastDate or c.conv_date = '')
)
select
    coalesce(sum(copies), 0) as conversions,
    coalesce(sum(case when state = 'attributed' then copies end), 0) as attributed,
    coalesce(sum(case when state = 'attributed' and tried_state is not null then copies end), 0) as outdated,
    coalesce(sum(case when state = 'failed' then copies end), 0) as failed,
    coalesce(sum(case when state = 'rejected' then copies end), 0) as rejected,
    coalesce(sum(case when state = 'unattributable' then copies end), 0) as unattributable,
    coalesce(sum(case when state = 'attributed' then revenue end), 0) as attributed_revenue,
    (select coalesce(sum(journeys), 0) from ihc_batch where run_id = :runId and state = 'answered') as journeys_sent,
    (select coalesce(sum(attributed), 0) from ihc_batch where run_id = :runId and state = 'answered')
        as journeys_attributed,
    (select coalesce(sum(sessions), 0) from ihc_batch where run_id = :runId and state = 'answered') as sessions_sent,
    (select coalesce(sum(attempts), 0) from ihc_batch where run_id = :runId) as requests
from in_window
