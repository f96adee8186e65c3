-- grain: one row per session; event_date and event_time in UTC, flags 0 or 1
create table session_sources (
    session_id text not null,
    user_id text not null,
    event_date text not null,
    event_time text not null,
    channel_name text not null,
    holder_engagement integer not null,
    closer_engagement integer not null,
    impression_interaction integer not null,
    primary key (session_id)
)
