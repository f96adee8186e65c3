-- grain: all credits of some conversions; they go before new ones come, or with the reason why none do
delete from attribution_customer_journey
where conv_id in (:convIds)
