-- name: insert
insert into source (name, side, key_hash, key_start, write_key, trusted, origins, per_minute, user_id, created_micros)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
returning source_id

-- name: by_hash
select source_id, name, side, key_start, write_key, trusted, origins, per_minute, user_id, created_micros,
  revoked_micros, seen_micros, accepted, duplicate, quarantined, withheld, dropped
from source where key_hash = $1

-- name: all
select source_id, name, side, key_start, write_key, trusted, origins, per_minute, user_id, created_micros,
  revoked_micros, seen_micros, accepted, duplicate, quarantined, withheld, dropped
from source order by source_id desc

-- name: revoke
update source set revoked_micros = $1 where source_id = $2 and revoked_micros is null

-- name: count
update source set accepted = accepted + $1, duplicate = duplicate + $2, quarantined = quarantined + $3,
  withheld = withheld + $4, seen_micros = case when seen_micros > $5 then seen_micros else $5 end
where source_id = $6

-- name: drop
update source set dropped = dropped + $1 where source_id = $2
