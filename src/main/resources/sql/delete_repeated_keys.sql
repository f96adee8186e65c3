-- grain: all repeated keys; they are found anew in the same transaction
delete from ihc_repeated_key
