-- grain: the conversions of which the report that is published now says something else than the one before
update ihc_conversion
set published = told.is_reported,
    -- What is attributed and absent may come back with its credits.
    published_revenue = case
        when told.is_reported = 1 then coalesce(ihc_conversion.kept_revenue, ihc_conversion.revenue)
        when told.is_attributed = 1 then ihc_conversion.published_revenue
    end
from (
    select
        c.conv_id,
        coalesce(a.is_reported, 0) as is_reported,
        case when a.conv_id is null then 0 else 1 end as is_attributed
    from ihc_conversion c
    left join ihc_attributed_conversion a on a.conv_id = c.conv_id
) told
where told.conv_id = ihc_conversion.conv_id
    and (
        ihc_conversion.published <> told.is_reported
        or told.is_reported = 1 and ihc_conversion.published_revenue
            is distinct from coalesce(ihc_conversion.kept_revenue, ihc_conversion.revenue)
        or told.is_attributed = 0 and ihc_conversion.published_revenue is not null
    )
