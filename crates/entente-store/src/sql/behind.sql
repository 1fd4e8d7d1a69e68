-- name: get
select seq from behind where behind_id = 1

-- name: put
insert into behind (behind_id, seq) values (1, $1) on conflict (behind_id) do update set seq = excluded.seq

-- name: clear
delete from behind
