-- name: get
select version from folded where folded_id = 1

-- name: put
insert into folded (folded_id, version) values (1, $1)
on conflict (folded_id) do update set version = excluded.version
