-- name: save
-- The later word in (known, seq) order stands, in whatever order the two are appended.
insert into membership (lead_id, account_id, known_micros, seq) values ($1, $2, $3, $4)
on conflict (lead_id) do update
set account_id = excluded.account_id, known_micros = excluded.known_micros, seq = excluded.seq
where (excluded.known_micros, excluded.seq) > (membership.known_micros, membership.seq)

-- name: account_of
select account_id, lead_id from membership where lead_id = $1

-- name: leads_of
select lead_id from membership where account_id = $1 order by lead_id

-- name: clear
delete from membership
