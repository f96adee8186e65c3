-- grain: one row per published row of the report whose figures are others now, as they were and as they are (null: the
-- row is gone), with what journeys that were bought or set aside since have moved in it, and why
with changed as (
    -- grain: one row per conversion that was bought, bought again or set aside since the last publication
    select
        j.conv_id,
        coalesce(c.revenue, 0) as revenue,
        c.conv_date,
        c.conv_time,
        case
            when j.state = 'failed' then 'failed journey'
            when j.state <> 'attributed' then 'changed session'
            when not exists (select 1 from ihc_former_credit f where f.conv_id = j.conv_id) then 'new conversion'
            when exists (
                select 1
                from attribution_customer_journey credit
                left join ihc_former_credit f on f.conv_id = credit.conv_id and f.session_id = credit.session_id
                where credit.conv_id = j.conv_id and f.session_id is null
            ) then 'late session'
            when exists (
                select 1
                from ihc_former_credit f
                left join attribution_customer_journey credit
                    on credit.conv_id = f.conv_id
                    and credit.session_id = f.session_id
                    and credit.channel_name = f.channel_name
                    and credit.started_at = f.started_at
                where f.conv_id = j.conv_id and credit.session_id is null
            ) then 'changed session'
            -- The same sessions: either nothing of what was sent has changed, or what it was sent with, or a session's flags.
            when exists (
                select 1
                from ihc_former_credit f
                join ihc_run former_run on former_run.run_id = f.run_id
                join ihc_run run on run.run_id = j.run_id
                where f.conv_id = j.conv_id
                    and f.fingerprint <> j.fingerprint
                    and former_run.conv_type_id = run.conv_type_id
                    and former_run.redistribution = run.redistribution
                    and former_run.service = run.service
            ) then 'changed session'
            else 'changed model'
        end as cause
    from conversions c
    join ihc_journey j on j.conv_id = cast(c.conv_id as text)
    left join ihc_batch b on b.run_id = j.run_id and b.batch_no = j.batch_no
    where b.published = 0 or j.conv_id in (select f.conv_id from ihc_former_credit f)
),
credits as (
    -- grain: one row per credit of these conversions as it is, and one as it was published, with the opposite sign
    select changed.conv_id, credit.channel_name, credit.started_at, credit.ihc
    from changed
    join attribution_customer_journey credit on credit.conv_id = changed.conv_id
    union all
    select changed.conv_id, former.channel_name, former.started_at, -former.ihc
    from changed
    join ihc_former_credit former on former.conv_id = changed.conv_id
),
moves as (
    -- grain: one row per conversion, channel and date: by how much the conversion has moved the report's row
    select
        dated.conv_id,
        coalesce(nullif(trim(dated.channel_name, :#padding), ''), '(no channel)') as channel_name,
        -- As fill_report_draft.sql dates a credit.
        coalesce(
            (
                select day.report_date
                from ihc_report_day day
                where :#datesAreUtc = 0
                    and day.utc_date = dated.utc_date
                    and dated.utc_time between day.from_time and day.last_time
            ),
            nullif(trim(dated.utc_date), ''),
            '(no date)'
        ) as date,
        sum(dated.ihc) as ihc
    from (
        select
            credits.conv_id,
            credits.channel_name,
            case when :#datesByConversion = 1 then changed.conv_date else substr(credits.started_at, 1, 10) end as utc_date,
            case when :#datesByConversion = 1 then changed.conv_time else substr(credits.started_at, 12) end as utc_time,
            credits.ihc
        from credits
        join changed on changed.conv_id = credits.conv_id
    ) dated
    group by 1, 2, 3
),
causes as (
    -- grain: one row per channel and date
    select
        moves.channel_name,
        moves.date,
        sum(moves.ihc) as moved_ihc,
        sum(moves.ihc * changed.revenue) as moved_revenue,
        max(case when changed.cause = 'new conversion' then 1 else 0 end) as new_conversion,
        max(case when changed.cause = 'late session' then 1 else 0 end) as late_session,
        max(case when changed.cause = 'changed session' then 1 else 0 end) as changed_session,
        max(case when changed.cause = 'changed model' then 1 else 0 end) as changed_model,
        max(case when changed.cause = 'failed journey' then 1 else 0 end) as failed_journey
    from moves
    join changed on changed.conv_id = moves.conv_id
    where abs(moves.ihc) > 0.0000001
    group by moves.channel_name, moves.date
)
select
    published.channel_name,
    published.date,
    published.cost as old_cost,
    published.ihc as old_ihc,
    published.ihc_revenue as old_ihc_revenue,
    reported.cost,
    reported.ihc,
    reported.ihc_revenue,
    coalesce(causes.moved_ihc, 0) as moved_ihc,
    coalesce(causes.moved_revenue, 0) as moved_revenue,
    coalesce(causes.new_conversion, 0) as new_conversion,
    coalesce(causes.late_session, 0) as late_session,
    coalesce(causes.changed_session, 0) as changed_session,
    coalesce(causes.changed_model, 0) as changed_model,
    coalesce(causes.failed_journey, 0) as failed_journey
from ihc_published published
left join channel_reporting reported
    on reported.channel_name = published.channel_name and reported.date = published.date
left join causes
    on causes.channel_name = published.channel_name and causes.date = published.date
where reported.date is null
    or reported.cost <> published.cost
    or reported.ihc <> published.ihc
    or reported.ihc_revenue <> published.ihc_revenue
order by published.date, published.channel_name
