-- grain: one row, the runs whose credits the API computed and that are still in use
select count(*)
from ihc_run r
where r.service = 'api'
    and exists (
        select 1 from ihc_journey j
        where j.run_id = r.run_id and j.state = 'attributed'
    )
