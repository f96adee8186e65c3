-- grain: one row per conversion, of those asked for, that the ledger knows
select conv_id, state, fingerprint, reason, run_id
from ihc_journey
where conv_id in (:convIds)
