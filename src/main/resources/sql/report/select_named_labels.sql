-- grain: one row per label that is reported as something else than itself, or not at all (null)
select label, channel
from ihc_channel
