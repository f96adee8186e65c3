-- grain: one row per call that was answered at the first attempt, the newest first; the time of others has pauses in it
select b.sent_at, b.closed_at
from ihc_batch b
join ihc_run r on r.run_id = b.run_id
where r.service = :service
    and b.state = 'answered'
    and b.attempts = 1
    and b.sent_at is not null
    and b.closed_at is not null
order by b.run_id desc, b.batch_no desc
limit :most
