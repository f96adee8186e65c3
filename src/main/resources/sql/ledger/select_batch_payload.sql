-- grain: at most one row, what a batch that has no answer yet sends
select p.payload
from ihc_batch b
join ihc_batch_payload p on p.run_id = b.run_id and p.batch_no = b.batch_no
where b.run_id = :runId and b.batch_no = :number and b.state in ('open', 'sent')
