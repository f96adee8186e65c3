-- grain: one row, the indexes of a name
select count(*)
from sqlite_master
where type = 'index' and name = :name
