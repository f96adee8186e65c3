-- grain: the one lease
insert into ihc_lease (name, holder, renewed_at)
values ('run', :holder, :now)
on conflict (name) do update set holder = excluded.holder, renewed_at = excluded.renewed_at
