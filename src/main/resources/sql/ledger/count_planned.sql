-- grain: one row, what a run has planned to send and has no answer for
select count(*) as requests, coalesce(sum(journeys), 0) as journeys, coalesce(sum(sessions), 0) as sessions
from ihc_batch
where run_id = :runId and state in ('open', 'sent')
