-- grain: one row per conversion type that was sent, channel and report date that has a credit, of the conversions of a
-- month; one month at a time, since to sort all credits at once takes longer than to read them several times
insert into ihc_credit_sum (month, conv_type_id, channel_name, date, ihc, ihc_revenue)
select :month, conv_type_id, channel_name, date, sum(ihc), sum(ihc_revenue)
from ihc_dated_credit
where is_reported = 1 and substr(conv_date, 1, 7) = :month
group by conv_type_id, channel_name, date
order by conv_type_id, channel_name, date
