-- name: save
-- The later word in (known, seq) order stands, in whatever order the two are appended.
insert into link (low_id, high_id, into_id, known_micros, seq, holds) values ($1, $2, $3, $4, $5, $6)
on conflict (low_id, high_id) do update
set into_id = excluded.into_id, known_micros = excluded.known_micros, seq = excluded.seq, holds = excluded.holds
where (excluded.known_micros, excluded.seq) > (link.known_micros, link.seq)

-- name: around
select low_id, high_id, into_id from link where low_id = $1 and holds = 1
union all
select low_id, high_id, into_id from link where high_id = $1 and holds = 1

-- name: named
select high_id from link where low_id = $1
union
select low_id from link where high_id = $1

-- name: between
select holds from link where low_id = $1 and high_id = $2

-- name: root
select root_id from lead_group where lead_id = $1

-- name: roots
select lead_id, root_id from lead_group where lead_id = $1

-- name: members
select lead_id, root_id from lead_group where root_id = $1 order by lead_id

-- name: set_root
insert into lead_group (lead_id, root_id) values ($1, $2)
on conflict (lead_id) do update set root_id = excluded.root_id

-- name: drop_root
delete from lead_group where lead_id = $1

-- name: clear
delete from link

-- name: clear_groups
delete from lead_group
