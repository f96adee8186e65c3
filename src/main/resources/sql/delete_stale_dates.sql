-- grain: all stale dates; their sums hold again
delete from ihc_stale_date
