-- grain: one row, what became of the journeys that a run has sent
select
    coalesce(sum(attributed), 0) as attributed,
    coalesce(sum(failed), 0) as failed,
    (
        select min(case when j.state = 'failed' then j.reason else j.tried_reason end)
        from ihc_journey j
        where j.run_id = :runId and j.state = 'failed' or j.tried_run_id = :runId and j.tried_state = 'failed'
    ) as reason
from ihc_batch
where run_id = :runId and state = 'answered'
