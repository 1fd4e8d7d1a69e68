-- name: append
insert into block (first_seq, last_seq, kind, known_from_micros, known_micros, body) values ($1, $2, $3, $4, $5, $6)

-- name: append_leads
insert into block_lead (lead_id, kind, seq) values ($1, $2, $3) on conflict (lead_id, kind, seq) do nothing

-- name: last_known
select max(known_micros) from block where kind = 0

-- name: at
select first_seq, last_seq, kind, body from block where first_seq <= $1 order by first_seq desc limit 1

-- name: after
select first_seq, last_seq, kind, body from block where first_seq > $1 order by first_seq limit $2

-- name: decisions_after
select first_seq, last_seq, kind, body from block where kind = 1 and first_seq > $1 order by first_seq limit $2

-- name: known_after
select first_seq, last_seq, kind, body from block
where kind = 0 and (known_micros, last_seq) > ($1, $2) and known_from_micros <= $3
order by known_micros, last_seq limit $4

-- name: known_partly
select first_seq, last_seq, kind, body from block
where kind = 0 and (known_micros, last_seq) > ($1, $2) and known_from_micros <= $3
and (known_from_micros <= $1 or known_micros > $3)
order by known_micros, last_seq limit $4

-- name: count_known
select cast(coalesce(sum(last_seq - first_seq + 1), 0) as bigint) from block
where kind = 0 and known_micros > $1 and known_from_micros > $1 and known_micros <= $2

-- name: of_lead
select seq from block_lead where lead_id = $1 and kind = $2 and seq > $3 order by seq

-- name: rewrite
update block set body = $1 where first_seq = $2

-- name: count_facts
select cast(coalesce(sum(last_seq - first_seq + 1), 0) as bigint) from block where kind = 0

-- name: count_decisions
select cast(coalesce(sum(last_seq - first_seq + 1), 0) as bigint) from block where kind = 1

-- name: clear_leads
delete from block_lead
