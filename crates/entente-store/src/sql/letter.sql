-- name: insert
insert into letter (submission_id, recipient, title, link, language, created_micros, status, not_before_micros)
values ($1, $2, $3, $4, $5, $6, 'pending', $7)
on conflict (submission_id) do nothing

-- name: any
select letter_id from letter where status in ('pending', 'claimed') and not_before_micros <= $1 limit 1

-- name: expire
update letter set status = 'unknown', note = 'worker stopped'
where status = 'claimed' and not_before_micros <= $1

-- name: next
select letter_id, submission_id, recipient, title, link, language, created_micros, status, attempts, note from letter
where status = 'pending' and not_before_micros <= $1 order by not_before_micros, letter_id limit $2

-- name: claim
update letter set status = 'claimed', not_before_micros = $1, attempts = attempts + 1
where letter_id = $2 and status = 'pending'

-- name: done
update letter set status = 'done', recipient = '', link = '', note = ''
where letter_id = $1 and status in ('claimed', 'unknown')

-- name: fail
update letter set status = $1, note = $2, not_before_micros = $3
where letter_id = $4 and status in ('claimed', 'unknown')

-- name: again
update letter set status = 'pending', not_before_micros = $1
where submission_id = $2 and status in ('failed', 'unknown')

-- name: drop
update letter set status = 'dropped', recipient = '', link = '' where submission_id = $1 and status <> 'done'

-- name: drop_lapsed
update letter set status = 'dropped', recipient = '', link = ''
where status in ('pending', 'failed', 'unknown') and created_micros < $1

-- name: of
select letter_id, submission_id, recipient, title, link, language, created_micros, status, attempts, note from letter
where submission_id = $1
