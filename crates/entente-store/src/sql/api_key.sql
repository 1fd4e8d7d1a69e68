-- name: insert
insert into api_key (name, start, ending, key_hash, scopes, user_id, created_micros)
values ($1, $2, $3, $4, $5, $6, $7)
returning api_key_id

-- name: by_hash
select api_key_id, name, start, ending, scopes, user_id, created_micros, used_micros, revoked_micros
from api_key where key_hash = $1

-- name: all
select api_key_id, name, start, ending, scopes, user_id, created_micros, used_micros, revoked_micros
from api_key order by api_key_id desc

-- name: used
update api_key set used_micros = $1 where api_key_id = $2

-- name: revoke
update api_key set revoked_micros = $1 where api_key_id = $2 and revoked_micros is null
