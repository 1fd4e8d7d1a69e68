-- name: find
select seq from fact_key where fingerprint = $1

-- name: find_many
select fingerprint, seq from fact_key where fingerprint = $1

-- name: insert
insert into fact_key (fingerprint, seq) values ($1, $2) on conflict (fingerprint) do nothing

-- name: clear
delete from fact_key
