-- grain: one row, what became of the journeys that a run has sent
select
    coalesce(sum(attributed), 0) as attributed,
    coalesce(sum(failed), 0) as failed,
    (select min(j.reason) from ihc_journey j where j.run_id = :runId and j.state = 'failed') as reason
from ihc_batch
where run_id = :runId and state = 'answered'
