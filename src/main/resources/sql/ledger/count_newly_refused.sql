-- grain: one row, the journeys that a run has sent, that were refused, and that had not been refused before
select count(*)
from ihc_journey
where tries = 1
    and (run_id = :runId and state = 'failed' or tried_run_id = :runId and tried_state = 'failed')
