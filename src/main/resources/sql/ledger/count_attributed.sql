-- grain: one row, the conversions with stored credits
select count(*)
from ihc_journey
where state = 'attributed'
