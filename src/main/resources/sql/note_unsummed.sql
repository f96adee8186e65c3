-- grain: the conversions that are in the sums no more, for the shop has them no more, or several times
update ihc_journey
set summed_revenue = null
where summed_revenue is not null
    and (
        conv_id not in (select cast(conv_id as text) from conversions where conv_id is not null)
        or conv_id in (select r.id from ihc_repeated_key r where r.source = 'conversions')
    )
