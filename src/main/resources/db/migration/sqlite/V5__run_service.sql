-- Who computes the credits of a run: api, or embedded.
alter table ihc_run add column service text not null default 'api';
