-- grain: at most one row, what was published last
select report_sha256
from ihc_run
where report_sha256 is not null
order by ended_at desc, run_id desc
limit 1
