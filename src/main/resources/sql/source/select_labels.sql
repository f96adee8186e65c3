-- grain: one row per label of the sessions; no label is the empty one
select distinct coalesce(channel_name, '') as label
from session_sources
order by label
