-- grain: one row per channel as it was sent, and report date, of the dates that are to be summed anew
insert into ihc_credit_sum (date, channel_name, ihc, ihc_revenue)
select
    coalesce(
        case
            when :#datesAreUtc = 1 and :#datesByConversion = 0 then substr(credit.started_at, 1, 10)
            when :#datesAreUtc = 1 then c.conv_date
            when :#datesByConversion = 0 then coalesce(
                (
                    select day.report_date
                    from ihc_report_day day
                    where day.utc_date = substr(credit.started_at, 1, 10)
                        and substr(credit.started_at, 12) between day.from_time and day.last_time
                ),
                substr(credit.started_at, 1, 10)
            )
            else coalesce(
                (
                    select day.report_date
                    from ihc_report_day day
                    where day.utc_date = c.conv_date and c.conv_time between day.from_time and day.last_time
                ),
                c.conv_date
            )
        end,
        ''
    ) as date,
    coalesce(credit.channel_name, '') as channel_name,
    sum(credit.ihc),
    sum(credit.ihc * coalesce(c.revenue, 0))
from conversions c
join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
join attribution_customer_journey credit on credit.conv_id = j.conv_id
where j.conv_id not in (select r.id from ihc_repeated_key r where r.source = 'conversions')
    -- Asked once: with nothing to sum no credit is looked at.
    and exists (select 1 from ihc_stale_date)
    and (
        exists (select 1 from ihc_stale_date where date = '*')
        or substr(credit.started_at, 1, 10) in (select stale.date from ihc_stale_date stale)
    )
group by 1, 2
