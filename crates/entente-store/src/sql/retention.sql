-- name: get
select known_micros, seq, passed, shortened, bytes from retention where retention_id = 1

-- name: put
insert into retention (retention_id, known_micros, seq, passed, shortened, bytes) values (1, $1, $2, $3, $4, $5)
on conflict (retention_id) do update set known_micros = excluded.known_micros, seq = excluded.seq,
passed = excluded.passed, shortened = excluded.shortened, bytes = excluded.bytes

-- name: ahead
select count(*) from entry where kind = 0 and (known_micros, seq) > ($1, $2) and known_micros <= $3
