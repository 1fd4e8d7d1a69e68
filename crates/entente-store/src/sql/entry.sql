-- name: append
insert into entry (seq, kind, lead_id, account_id, known_micros, at_micros, body) values ($1, $2, $3, $4, $5, $6, $7)

-- name: last_seq
select coalesce(max(seq), 0) from (
  select max(seq) as seq from entry union all
  select last_seq from block where first_seq = (select max(first_seq) from block)
) as ends

-- name: body
select body from entry where seq = $1 and kind = 0

-- name: decision_body
select body from entry where seq = $1 and kind = 1

-- name: undecided
select seq, body from entry
where kind = 0 and (known_micros, seq) > ($1, $2) and known_micros <= $3
order by known_micros, seq limit $4

-- name: after
select seq, kind, body from entry where seq > $1 order by seq limit $2

-- name: decisions
select seq, body from entry where kind = 1 and seq > $1 order by seq limit $2

-- name: of_lead
select seq, body from entry where lead_id = $1 and kind = $2

-- name: of_lead_after
select seq, kind, body from entry where lead_id = $1 and seq > $2 order by seq

-- name: of_account
select seq, body from entry where account_id = $1 and kind = $2

-- name: rewrite
insert into entry (seq, kind, lead_id, account_id, known_micros, at_micros, body) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (seq) do update set body = excluded.body
