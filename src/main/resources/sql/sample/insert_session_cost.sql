-- grain: one row per session whose channel reports a cost
insert into session_costs (session_id, cost)
values (:sessionId, :cost)
