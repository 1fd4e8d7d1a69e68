-- name: insert
insert into invitation (token_hash, user_id, kind, created_micros, ends_micros) values ($1, $2, $3, $4, $5)

-- name: get
select user_id, kind, created_micros, ends_micros from invitation where token_hash = $1

-- name: delete_of
delete from invitation where user_id = $1

-- name: all
select user_id, kind, created_micros, ends_micros from invitation order by created_micros
