-- grain: one row per label of the sessions
insert into ihc_channel (label, channel)
values (:label, :channel)
