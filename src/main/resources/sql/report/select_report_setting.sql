-- grain: the one row of settings
select dates_are_utc, dates_by_conversion
from ihc_report_setting
