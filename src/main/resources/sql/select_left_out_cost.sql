-- grain: one row, the costs of the channels that are left out, over the dates of the window
select coalesce(sum(cost.cost), 0)
from session_costs cost
join session_sources s on s.session_id = cost.session_id
join ihc_channel named on named.label = coalesce(s.channel_name, '') and named.channel is null
left join ihc_report_day day
    on day.utc_date = s.event_date
    and s.event_time between day.from_time and day.last_time
where coalesce(day.report_date, nullif(trim(s.event_date), ''), '(no date)') between :#windowStart and :#lastDate
