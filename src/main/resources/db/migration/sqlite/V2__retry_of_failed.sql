-- 'failed': the run sends only the journeys that the ledger holds as failed; empty: it is not confined to them.
alter table ihc_run add column retry text not null default '' check (retry in ('', 'failed'));
