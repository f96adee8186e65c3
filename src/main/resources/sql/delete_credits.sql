-- grain: all credits of one conversion; they go before its new ones come
delete from attribution_customer_journey
where conv_id = :#convId
