-- grain: one row per conversion, of those asked for, that the ledger knows
select conv_id, state, fingerprint, reason, run_id, sessions, conv_type_id,
    case when tried_state is null and tries = 0 then 0 else 1 end as is_tried,
    tried_state, tried_fingerprint, tried_reason, tried_run_id, tries, tried_at
from ihc_journey
where conv_id in (:convIds)
