-- grain: one row per model, channel and report date
insert into model_reporting (model, channel_name, date, conversions, revenue)
values (:model, :channel, :date, :conversions, :revenue)
