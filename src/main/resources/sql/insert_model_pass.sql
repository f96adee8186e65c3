-- grain: the one row that says what model_reporting covers
insert into ihc_model_pass (run_id, window_start, window_end_is_open, window_end, journeys, revenue, models)
values (:#runId, :#windowStart, :#windowEndIsOpen, :#windowEnd, :#journeys, :#revenue, :#models)
