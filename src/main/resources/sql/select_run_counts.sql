-- grain: one row, what a run has done and what is known of its window's conversions
with in_window as (
    select c.conv_id, c.revenue, j.state, j.sessions, j.run_id
    from conversions c
    left join ihc_journey j on j.conv_id = cast(c.conv_id as text)
    where coalesce(c.conv_date, '') >= :windowStart
        and (:windowEndIsOpen = 1 or coalesce(c.conv_date, '') <= :windowEnd)
)
select
    count(*) as conversions,
    coalesce(sum(case when state = 'attributed' then 1 end), 0) as attributed,
    coalesce(sum(case when state = 'failed' then 1 end), 0) as failed,
    coalesce(sum(case when state = 'rejected' then 1 end), 0) as rejected,
    coalesce(sum(case when state = 'unattributable' then 1 end), 0) as unattributable,
    coalesce(sum(case when state = 'attributed' then revenue end), 0) as attributed_revenue,
    (select coalesce(sum(journeys), 0) from ihc_batch where run_id = :runId and state = 'answered') as journeys_sent,
    (select coalesce(sum(sessions), 0) from ihc_batch where run_id = :runId and state = 'answered') as sessions_sent,
    (select coalesce(sum(attempts), 0) from ihc_batch where run_id = :runId) as requests
from in_window
