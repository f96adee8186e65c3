-- grain: every channel and date
delete from ihc_cost_sum
