-- name: put_card
insert into card_word (word, lead_id) values ($1, $2) on conflict (word, lead_id) do nothing

-- name: drop_card
delete from card_word where word = $1 and lead_id = $2

-- name: cards
select lead_id from card_word where word >= $1 and word < $2 order by word desc, lead_id desc limit $3

-- name: put_account
insert into account_word (word, account_id) values ($1, $2) on conflict (word, account_id) do nothing

-- name: drop_account
delete from account_word where word = $1 and account_id = $2

-- name: accounts
select account_id from account_word where word >= $1 and word < $2 order by word desc, account_id desc limit $3

-- name: clear_cards
delete from card_word

-- name: clear_accounts
delete from account_word
