-- What is read of the source's conversions, until it is compared with the copy; the last one of each id says no more
-- than the first, for of several the report takes none.
create temporary table if not exists ihc_read_conversion (
    conv_id   text not null primary key,
    user_id   text,
    conv_date text not null,
    conv_time text not null,
    revenue   real not null,
    copies    integer not null,
    -- 0: the time, or what stands in the revenue's place, cannot be read
    readable  integer not null
)
