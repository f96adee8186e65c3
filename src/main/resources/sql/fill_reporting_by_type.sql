-- grain: one row per conversion type that was sent, channel and report date that has a credit
insert into channel_reporting_by_type (conv_type_id, channel_name, date, ihc, ihc_revenue)
with credits as (
    -- grain: one row per credit, with the moment that dates it
    select
        coalesce(j.conv_type_id, '') as conv_type_id,
        credit.channel_name,
        case when :#datesByConversion = 1 then c.conv_date else substr(credit.started_at, 1, 10) end as utc_date,
        case when :#datesByConversion = 1 then c.conv_time else substr(credit.started_at, 12) end as utc_time,
        credit.ihc,
        credit.ihc * coalesce(c.revenue, 0) as ihc_revenue
    from conversions c
    join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
    join attribution_customer_journey credit on credit.conv_id = j.conv_id
    where j.conv_id not in (select r.id from ihc_repeated_key r where r.source = 'conversions')
),
named as (
    select
        credits.conv_type_id,
        coalesce(nullif(trim(credits.channel_name, :#padding), ''), '(no channel)') as channel_name,
        coalesce(day.report_date, nullif(trim(credits.utc_date), ''), '(no date)') as date,
        credits.ihc,
        credits.ihc_revenue
    from credits
    left join ihc_report_day day
        on day.utc_date = credits.utc_date
        and credits.utc_time between day.from_time and day.last_time
)
select conv_type_id, channel_name, date, sum(ihc), sum(ihc_revenue)
from named
group by conv_type_id, channel_name, date
order by conv_type_id, channel_name, date
