-- grain: one row per conversion
insert into conversions (conv_id, user_id, conv_date, conv_time, revenue)
values (:convId, :userId, :date, :time, :revenue)
