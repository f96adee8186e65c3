-- grain: the sums of a month of conversions
delete from ihc_credit_sum
where month = :month
