-- name: insert
insert into outbox (effect_key, seq, lead_id, act, status, not_before_micros) values ($1, $2, $3, $4, 'pending', $5)

-- name: expire
update outbox set status = 'unknown', note = 'the worker stopped before it could say what came of it'
where status = 'claimed' and claimed_until_micros <= $1

-- name: next
select outbox_id, effect_key, seq, lead_id, act, attempts from outbox
where status = 'pending' and not_before_micros <= $1 order by not_before_micros, outbox_id limit $2

-- name: claim
update outbox set status = 'claimed', claimed_by = $1, claimed_until_micros = $2, attempts = attempts + 1
where outbox_id = $3 and status = 'pending'

-- name: complete
-- Also after the lease ran out: the worker that held it knows what came of it.
update outbox set status = 'done', note = null
where effect_key = $1 and claimed_by = $2 and status in ('claimed', 'unknown')

-- name: fail
update outbox set status = 'failed', note = $1
where effect_key = $2 and claimed_by = $3 and status in ('claimed', 'unknown')

-- name: postpone
update outbox set status = 'pending', note = $1, not_before_micros = $2
where effect_key = $3 and claimed_by = $4 and status in ('claimed', 'unknown')

-- name: again
update outbox set status = 'pending', not_before_micros = $1
where effect_key = $2 and status in ('failed', 'unknown')

-- name: with_status
select effect_key, seq, lead_id, act, attempts, note from outbox
where status = $1 order by not_before_micros, outbox_id limit $2
