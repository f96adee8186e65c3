-- grain: one row per model, channel and session date
insert into model_reporting (model, channel_name, date, conversions, revenue)
values (:#model, :#channel, :#date, :#conversions, :#revenue)
