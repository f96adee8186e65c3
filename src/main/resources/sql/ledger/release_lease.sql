-- grain: the one lease, where it is still ours
delete from ihc_lease
where name = 'run' and holder = :holder
