-- grain: one row, the costs of the channels that are left out, over the dates of the window
with session_costs_once as (
    -- grain: one row per session whose costs, where it has several, are equal
    select session_id, cost
    from session_costs
    where cost >= 0
        and session_id not in (select r.id from ihc_repeated_key r where r.source = 'session_costs')
    union all
    select session_id, min(cost)
    from session_costs
    where cost >= 0
        and session_id in (select r.id from ihc_repeated_key r where r.source = 'session_costs')
    group by session_id
    having min(cost) = max(cost)
)
select coalesce(sum(cost.cost), 0)
from session_costs_once cost
join session_sources s on s.session_id = cost.session_id
join ihc_channel named on named.label = coalesce(s.channel_name, '') and named.channel is null
left join ihc_report_day day
    on day.utc_date = s.event_date
    and s.event_time between day.from_time and day.last_time
where coalesce(day.report_date, nullif(trim(s.event_date), ''), '(no date)') between :#windowStart and :#lastDate
