-- A journey is read by its user, in the order of time.
create index if not exists ihc_session_sources_user on session_sources (user_id, event_date, event_time)
