-- grain: one row, what model_reporting covers and what is attributed of it today; nulls where there is nothing yet
select
    max(pass.run_id) as run_id,
    max(pass.journeys) as journeys,
    max(pass.models) as models,
    (
        select count(*)
        from ihc_model_pass pass
        join conversions c
            on coalesce(c.conv_date, '') >= pass.window_start
            and (pass.window_end_is_open = 1 or coalesce(c.conv_date, '') <= pass.window_end)
        join ihc_journey j on j.conv_id = cast(c.conv_id as text) and j.state = 'attributed'
    ) as attributed
from ihc_model_pass pass
