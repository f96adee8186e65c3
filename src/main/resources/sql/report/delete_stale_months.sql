-- grain: all months; their sums hold again
delete from ihc_stale_month
