-- name: last
select coalesce(max(account_id), 0) from account

-- name: insert
insert into account (account_id, account_key) values ($1, $2)

-- name: find
select account_id, account_key from account where account_key = $1

-- name: key_of
select account_key, account_id from account where account_id = $1
