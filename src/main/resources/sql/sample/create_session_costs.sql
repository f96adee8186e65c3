-- grain: one row per session whose channel reports a cost, in EUR; free channels report 0 or have no row
create table session_costs (
    session_id text not null,
    cost real,
    primary key (session_id)
)
