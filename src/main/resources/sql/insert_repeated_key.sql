-- grain: one row per key that stands in several rows of a table of the shop's
insert into ihc_repeated_key (source, id)
values (:source, :id)
