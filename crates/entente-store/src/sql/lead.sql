-- name: last
select coalesce(max(lead_id), 0) from lead

-- name: insert
insert into lead (lead_id, known_micros) values ($1, $2)

-- name: exists
select 1 from lead where lead_id = $1

-- name: insert_identity
insert into identity (identity_key, lead_id) values ($1, $2)

-- name: find_identity
select lead_id from identity where identity_key = $1

-- name: find_identities
select identity_key, lead_id from identity where identity_key = $1

-- name: identities_of
select identity_key from identity where lead_id = $1

-- name: keys_of
select lead_id, identity_key from identity where lead_id = $1

-- name: known
select lead_id, known_micros from lead where lead_id = $1
