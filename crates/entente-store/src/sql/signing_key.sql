-- name: insert
insert into signing_key (user_id, kind, public_key, secret, made_micros) values ($1, $2, $3, $4, $5)

-- name: of
select kind, public_key, secret, made_micros from signing_key
where user_id = $1 and retired_micros is null and secret is not null
order by signing_key_id desc limit 1

-- name: secret
update signing_key set secret = $1 where user_id = $2 and public_key = $3

-- name: retire
update signing_key set retired_micros = $1 where user_id = $2 and retired_micros is null
