-- grain: one row per credited session of some conversions, conversion by conversion, with the terms it was bought on
select
    j.conv_id,
    case when r.service = 'api' then '' else coalesce(r.service, '') end as service,
    j.conv_type_id,
    coalesce(r.redistribution, '') as redistribution,
    credit.session_id,
    credit.channel_name,
    credit.started_at
from ihc_journey j
join attribution_customer_journey credit on credit.conv_id = j.conv_id
left join ihc_run r on r.run_id = j.run_id
where j.conv_id in (:convIds) and j.state = 'attributed'
order by j.conv_id, credit.started_at, credit.session_id
