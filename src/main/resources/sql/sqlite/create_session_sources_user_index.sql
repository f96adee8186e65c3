-- A journey is read by its user, in the order of time, and with all that is sent of it: what the index holds need not be
-- looked up in the table, whose rows lie as they were loaded, so that each would cost a read of its own.
create index if not exists ihc_session_sources_user on session_sources (
    user_id, event_date, event_time, session_id, channel_name, holder_engagement, closer_engagement, impression_interaction
)
