-- grain: one row, the calls to the API since the first moment of a day; a batch counts on the day of its last attempt
select coalesce(sum(b.attempts), 0)
from ihc_batch b
join ihc_run r on r.run_id = b.run_id
where r.service = 'api'
    and b.sent_at >= :since
