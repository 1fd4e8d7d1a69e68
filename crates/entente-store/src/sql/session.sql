-- name: insert
insert into session (token_hash, user_id, created_micros, seen_micros, ends_micros) values ($1, $2, $3, $4, $5)

-- name: get
select user_id, created_micros, seen_micros, ends_micros from session where token_hash = $1

-- name: seen
update session set seen_micros = $1, ends_micros = $2 where token_hash = $3

-- name: seen_since
select distinct user_id from session where seen_micros >= $1 order by user_id

-- name: delete
delete from session where token_hash = $1

-- name: delete_of
delete from session where user_id = $1

-- name: delete_ended
delete from session where ends_micros <= $1

-- name: last_seen
select user_id, max(seen_micros) from session group by user_id
