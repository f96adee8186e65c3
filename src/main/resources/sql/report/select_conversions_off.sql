-- grain: one row per reported conversion whose credits do not sum to 1, the first few; with the dates of all of them
with conversion_sums as (
    select
        c.conv_id,
        c.conv_date,
        coalesce(sum(credit.ihc), 0) as ihc,
        count(credit.session_id) as sessions
    from ihc_attributed_conversion c
    left join attribution_customer_journey credit on credit.conv_id = c.conv_id
    where c.is_reported = 1
    group by c.conv_id, c.conv_date
)
select conv_id, conv_date, ihc, min(conv_date) over () as first_date, max(conv_date) over () as last_date
from conversion_sums
where sessions = 0 or (abs(ihc - 1) > :tolerance and abs(ihc - 1) > 0.00005 * sessions)
order by conv_date, conv_id
limit 5
