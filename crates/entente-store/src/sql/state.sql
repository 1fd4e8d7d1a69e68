-- name: get
select body from state where kind = $1 and id = $2

-- name: of
select id, body from state where kind = $1 and id = $2

-- name: put
insert into state (kind, id, plan, body, seq) values ($1, $2, $3, $4, $5)
on conflict (kind, id) do update set plan = excluded.plan, body = excluded.body, seq = excluded.seq

-- name: delete
delete from state where kind = $1 and id = $2

-- name: page
select kind, id, body from state where (kind, id) > ($1, $2) order by kind, id limit $3

-- name: stale
select kind, id from state where plan is null or plan <> $1 order by kind, id limit $2

-- name: clear
delete from state

-- name: seq_of
select seq from state where kind = $1 and id = $2
