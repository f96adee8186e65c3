-- grain: the whole report; it is filled anew in the same transaction
delete from channel_reporting
