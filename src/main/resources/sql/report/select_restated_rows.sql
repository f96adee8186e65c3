-- grain: one row per published row of the report whose figures are others now or made of outdated credits, as they were
-- and as they are (null: the row is gone), with 1 for each cause that has moved it
with changed as (
    -- grain: one row per conversion of which the report says something else than the published one may have said
    select
        c.conv_id,
        coalesce(c.kept_revenue, c.revenue) as revenue,
        c.published_revenue,
        c.published,
        coalesce(a.is_reported, 0) as is_reported,
        case when c.conv_id in (select f.conv_id from ihc_former_credit f) then 1 else 0 end as has_former,
        case
            when c.published = 0 and c.published_revenue is null then 'new conversion'
            when c.published = 0 then 'conversion back'
            when a.is_reported = 1 and c.conv_id not in (select f.conv_id from ihc_former_credit f)
                then 'changed revenue'
            when a.is_reported = 1 and exists (
                select 1
                from attribution_customer_journey credit
                left join ihc_former_credit f on f.conv_id = credit.conv_id and f.session_id = credit.session_id
                where credit.conv_id = c.conv_id and f.session_id is null
            ) then 'late session'
            when a.is_reported = 1 and exists (
                select 1
                from ihc_former_credit f
                left join attribution_customer_journey credit
                    on credit.conv_id = f.conv_id
                    and credit.session_id = f.session_id
                    and credit.channel_name = f.channel_name
                    and credit.started_at = f.started_at
                where f.conv_id = c.conv_id and credit.session_id is null
            ) then 'changed session'
            -- The same sessions: either nothing of what was sent has changed, or what it was sent with, or a
            -- session's flags.
            when a.is_reported = 1 and exists (
                select 1
                from ihc_former_credit f
                join ihc_run former_run on former_run.run_id = f.run_id
                join ihc_run run on run.run_id = a.run_id
                where f.conv_id = c.conv_id
                    and f.fingerprint <> a.fingerprint
                    and former_run.conv_type_id = run.conv_type_id
                    and former_run.redistribution = run.redistribution
                    and former_run.service = run.service
            ) then 'changed session'
            when a.is_reported = 1 then 'changed model'
            when c.present = 0 or a.is_reported = 0 or j.conv_id is null then 'conversion gone'
            else 'changed setting'
        end as cause
    from ihc_conversion c
    left join ihc_attributed_conversion a on a.conv_id = c.conv_id
    left join ihc_journey j on j.conv_id = c.conv_id
    where c.published <> coalesce(a.is_reported, 0)
        or c.published = 1 and (
            c.published_revenue <> coalesce(c.kept_revenue, c.revenue)
            or c.conv_id in (select f.conv_id from ihc_former_credit f)
        )
),
credits as (
    -- grain: one row per credit of these conversions as it is, and one as it was published, with the opposite sign
    select changed.conv_id, credit.channel_name, credit.date, credit.ihc, credit.ihc as ihc_now
    from changed
    join ihc_dated_credit credit on credit.conv_id = changed.conv_id
    where changed.is_reported = 1
    union all
    select changed.conv_id, credit.channel_name, credit.date, -credit.ihc, 0
    from changed
    join ihc_dated_credit credit on credit.conv_id = changed.conv_id
    where changed.published = 1 and changed.has_former = 0
    union all
    select changed.conv_id, former.published_channel, former.published_date, -former.ihc, 0
    from changed
    join ihc_former_credit former on former.conv_id = changed.conv_id
    where changed.published = 1
),
moves as (
    -- grain: one row per conversion, channel and date
    select
        credits.conv_id,
        credits.channel_name,
        credits.date,
        case when abs(sum(credits.ihc)) > 0.0000001 then changed.cause end as cause,
        case
            when changed.published = 1 and changed.is_reported = 1 and changed.published_revenue <> changed.revenue
                and sum(credits.ihc_now) > 0.0000001 then 1
            else 0
        end as changed_revenue
    from credits
    join changed on changed.conv_id = credits.conv_id
    group by credits.conv_id, credits.channel_name, credits.date
),
causes as (
    -- grain: one row per channel and date
    select
        channel_name,
        date,
        max(case when cause = 'changed model' then 1 else 0 end) as changed_model,
        max(case when cause = 'changed session' then 1 else 0 end) as changed_session,
        max(case when cause = 'changed setting' then 1 else 0 end) as changed_setting,
        max(case when cause = 'late session' then 1 else 0 end) as late_session,
        max(case when cause = 'new conversion' then 1 else 0 end) as new_conversion,
        max(case when cause = 'conversion gone' then 1 else 0 end) as conversion_gone,
        max(case when cause = 'conversion back' then 1 else 0 end) as conversion_back,
        max(changed_revenue) as changed_revenue
    from moves
    group by channel_name, date
),
outdated as (
    -- grain: one row per channel and date with a credit that is outdated
    select distinct credit.channel_name, credit.date
    from ihc_journey j
    join ihc_dated_credit credit on credit.conv_id = j.conv_id
    where j.tried_state is not null and credit.is_reported = 1
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
    coalesce(causes.changed_model, 0) as changed_model,
    coalesce(causes.changed_session, 0) as changed_session,
    coalesce(causes.changed_setting, 0) as changed_setting,
    coalesce(causes.late_session, 0) as late_session,
    coalesce(causes.new_conversion, 0) as new_conversion,
    coalesce(causes.conversion_gone, 0) as conversion_gone,
    coalesce(causes.conversion_back, 0) as conversion_back,
    coalesce(causes.changed_revenue, 0) as changed_revenue,
    case when outdated.date is null then 0 else 1 end as outdated_credits
from ihc_published published
left join channel_reporting reported
    on reported.channel_name = published.channel_name and reported.date = published.date
left join causes
    on causes.channel_name = published.channel_name and causes.date = published.date
left join outdated
    on outdated.channel_name = published.channel_name and outdated.date = published.date
where reported.date is null
    or reported.cost <> published.cost
    or reported.ihc <> published.ihc
    or reported.ihc_revenue <> published.ihc_revenue
    or outdated.date is not null
order by published.date, published.channel_name
