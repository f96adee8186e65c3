-- grain: all labels; they are filled anew in the same transaction
delete from ihc_channel
