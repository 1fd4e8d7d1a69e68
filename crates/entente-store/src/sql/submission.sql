-- name: insert
insert into submission (form_id, token, received_micros, status, reason, mail, body, confirm_hash)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (token) do nothing
returning submission_id

-- name: by_token
select submission_id, form_id, token, received_micros, status, reason, mail, body from submission where token = $1

-- name: by_confirm
select submission_id, form_id, token, received_micros, status, reason, mail, body from submission
where confirm_hash = $1

-- name: one
select submission_id, form_id, token, received_micros, status, reason, mail, body from submission
where submission_id = $1

-- name: with_status
select submission_id, form_id, token, received_micros, status, reason, mail, body from submission
where status = $1 and submission_id < $2 order by submission_id desc limit $3

-- name: settle
update submission set status = $1, mail = '', body = '' where submission_id = $2 and status = $3

-- name: wait
update submission set status = 'waiting', body = $1, confirm_hash = $2 where submission_id = $3 and status = 'held'

-- name: any_lapsed
select submission_id from submission where status = 'waiting' and received_micros < $1
union all
select submission_id from submission where status = 'held' and received_micros < $2
limit 1

-- name: drop_held
update submission set status = 'dropped', mail = '', body = '' where status = 'held' and received_micros < $1

-- name: lapse
update submission set status = 'lapsed', mail = '', body = '' where status = 'waiting' and received_micros < $1

-- name: counts
select form_id, status, count(*) from submission group by form_id, status
