-- grain: one row per conversion type that was sent, channel and report date that has a credit
insert into channel_reporting_by_type (conv_type_id, channel_name, date, ihc, ihc_revenue)
select conv_type_id, channel_name, date, sum(ihc), sum(ihc_revenue)
from ihc_credit_sum
group by conv_type_id, channel_name, date
order by conv_type_id, channel_name, date
