-- name: insert
insert into notice (effect_key, person, seq, lead_id, at_micros) values ($1, $2, $3, $4, $5)
on conflict (effect_key) do nothing

-- name: told
update outbox set status = 'done', attempts = attempts + 1, note = null where effect_key = $1 and status = 'pending'

-- name: not_sent
update outbox set status = 'failed', attempts = attempts + 1, note = $1 where effect_key = $2 and status = 'pending'

-- name: of
select notice_id, seq, lead_id, at_micros, seen from notice
where person = $1 and notice_id < $2 order by notice_id desc limit $3

-- name: unseen
select count(*) from (select 1 from notice where person = $1 and seen = 0 limit $2) as unseen

-- name: see
update notice set seen = 1 where person = $1 and seen = 0 and notice_id <= $2
