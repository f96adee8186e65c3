-- grain: all costs; they are copied anew in the same transaction
delete from ihc_cost
