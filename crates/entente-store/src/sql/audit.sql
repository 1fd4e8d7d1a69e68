-- name: insert
insert into audit (at_micros, user_id, act, subject, detail) values ($1, $2, $3, $4, $5)

-- name: before
select audit_id, at_micros, user_id, act, subject, detail from audit
where audit_id < $1 order by audit_id desc limit $2

-- name: before_of
select audit_id, at_micros, user_id, act, subject, detail from audit
where user_id = $1 and audit_id < $2 order by audit_id desc limit $3

-- name: about
select audit_id, at_micros, user_id, act, subject, detail from audit
where audit_id < $1 and act like $2 order by audit_id desc limit $3

-- name: about_of
select audit_id, at_micros, user_id, act, subject, detail from audit
where user_id = $1 and audit_id < $2 and act like $3 order by audit_id desc limit $4
