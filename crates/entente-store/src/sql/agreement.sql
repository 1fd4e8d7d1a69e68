-- name: insert
insert into agreement (hash, source, canonical, effective_micros, signatures, status) values ($1, $2, $3, $4, $5, $6)

-- name: update
update agreement set source = $1, effective_micros = $2, signatures = $3, status = $4 where hash = $5

-- name: get
select hash, source, canonical, effective_micros, signatures, status from agreement where hash = $1

-- name: in_force
select effective_micros, hash from agreement where status in ('in_force', 'superseded') order by effective_micros, hash

-- name: all
select hash, source, canonical, effective_micros, signatures, status from agreement order by effective_micros, hash
