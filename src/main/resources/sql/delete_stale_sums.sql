-- grain: the sums of the dates that are to be summed anew
delete from ihc_credit_sum
where date in (select stale.date from ihc_stale_date stale)
    or exists (select 1 from ihc_stale_date where date = '*')
