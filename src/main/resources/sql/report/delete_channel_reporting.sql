-- grain: the whole report; it is summed anew in the same transaction
delete from channel_reporting
