-- grain: one row per conversion that may be of the window. A date and time of the usual form are compared here; others
-- come along where a zone may move them into the window, and what is no date: whoever reads them decides
with window_conversion as (
    select *
    from conversions
    where :hasWindow = 0
        or conv_date between :windowStart and :windowEnd
        or conv_date is null
        or (date(conv_date) is not conv_date or conv_time not like '__:__:__' or conv_time is null)
        and (
            conv_date between :dayBefore and :dayAfter
            or date(substr(conv_date, 1, 10)) is not substr(conv_date, 1, 10)
        )
)
