-- The redistribution parameter as the run sends it, empty where it sends none: a run that is taken up sends the same.
alter table ihc_run add column redistribution text not null default '';
