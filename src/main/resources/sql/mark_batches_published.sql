-- grain: the batches whose credits have come into a published report
update ihc_batch
set published = 1
where published = 0 and state = 'answered'
