-- grain: the one lease, where it is still ours
update ihc_lease
set renewed_at = :now
where name = 'run' and holder = :holder
