-- grain: one row per session
insert into session_sources
    (session_id, user_id, event_date, event_time, channel_name,
    holder_engagement, closer_engagement, impression_interaction)
values (:sessionId, :userId, :date, :time, :channel, :holder, :closer, :impression)
