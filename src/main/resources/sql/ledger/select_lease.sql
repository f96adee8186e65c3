-- grain: at most one row
select holder, renewed_at from ihc_lease
where name = 'run'
