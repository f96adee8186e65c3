-- grain: one row per session of an attributed conversion
insert into attribution_customer_journey (conv_id, session_id, ihc, initializer, holder, closer)
values (:#convId, :#sessionId, :#ihc, :#initializer, :#holder, :#closer)
