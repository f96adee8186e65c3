-- The keys that stand in several rows of a table of the shop's, where its database does not keep them unique. What such a
-- row says is not certain, wherever the other rows are: its journeys are rejected.
create table ihc_repeated_key (
    source text not null,
    id     text not null,
    primary key (source, id)
) without rowid;
