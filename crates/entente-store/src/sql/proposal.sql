-- name: insert
insert into proposal (hash, source, canonical, amends, note, effective_micros, signatures, status, reason, user_id,
  proposed_micros, ended_by, ended_micros)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
returning proposal_id

-- name: update
update proposal set hash = $1, source = $2, canonical = $3, amends = $4, note = $5, effective_micros = $6,
  signatures = $7, status = $8, reason = $9, user_id = $10, proposed_micros = $11, ended_by = $12, ended_micros = $13
where proposal_id = $14

-- name: get
select proposal_id, hash, source, canonical, amends, note, effective_micros, signatures, status, reason, user_id,
  proposed_micros, ended_by, ended_micros
from proposal where proposal_id = $1

-- name: all
select proposal_id, hash, source, canonical, amends, note, effective_micros, signatures, status, reason, user_id,
  proposed_micros, ended_by, ended_micros
from proposal order by proposal_id desc
