-- grain: one row per channel as the shop has it, and report date; costs and credits meet only in their sums, so that a session
-- in several journeys does not count its cost several times
insert into ihc_cost_sum (date, channel_name, cost)
with repeated as (
    -- grain: one row per session that stands in several rows, or has its cost in several
    select id as session_id
    from ihc_repeated_key
    where source in ('session_costs', 'session_sources')
),
dated_costs as (
    -- grain: one row per session with a cost; of several costs, equal ones count once and differing ones not at all, and
    -- that of a session that stands in several rows still counts once
    select s.channel_name, s.event_date, s.event_time, cost.cost
    from session_costs cost
    join session_sources s on s.session_id = cost.session_id
    where cost.cost >= 0
        and cost.session_id not in (select session_id from repeated)
    union all
    select s.channel_name, s.event_date, s.event_time, cost.cost
    from (
        select session_id, min(cost) as cost
        from session_costs
        where cost >= 0
            and session_id in (select session_id from repeated)
        group by session_id
        having min(cost) = max(cost)
    ) cost
    join (
        select session_id, min(channel_name) as channel_name, min(event_date) as event_date, min(event_time) as event_time
        from session_sources
        where session_id in (select session_id from repeated)
        group by session_id
    ) s on s.session_id = cost.session_id
)
select
    coalesce(
        case
            when :#datesAreUtc = 1 then event_date
            else coalesce(
                (
                    select day.report_date
                    from ihc_report_day day
                    where day.utc_date = dated_costs.event_date
                        and dated_costs.event_time between day.from_time and day.last_time
                ),
                event_date
            )
        end,
        ''
    ),
    coalesce(channel_name, ''),
    cost
from dated_costs
where true
-- Row by row and not grouped: a group sorts all rows, which takes longer, and files as large as they are.
on conflict (date, channel_name) do update set cost = cost + excluded.cost
