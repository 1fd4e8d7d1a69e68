-- name: insert
insert into quarantine (source_id, received_micros, call, sent, reason, body)
select cast($1 as bigint), cast($2 as bigint), cast($3 as text), cast($4 as text), cast($5 as text), cast($6 as text)
where not exists (select 1 from quarantine where source_id = $1 and body = $6)

-- name: bound
delete from quarantine where source_id = $1 and (received_micros < $2 or quarantine_id <= coalesce(
  (select quarantine_id from quarantine where source_id = $1 order by quarantine_id desc limit 1 offset $3), 0))

-- name: before
select quarantine_id, source_id, received_micros, call, sent, reason, body from quarantine
where quarantine_id < $1 order by quarantine_id desc limit $2

-- name: before_of
select quarantine_id, source_id, received_micros, call, sent, reason, body from quarantine
where source_id = $1 and quarantine_id < $2 order by quarantine_id desc limit $3

-- name: counts
select source_id, count(*) from quarantine group by source_id order by source_id

-- name: one
select quarantine_id, source_id, received_micros, call, sent, reason, body from quarantine where quarantine_id = $1

-- name: reason
update quarantine set reason = $1 where quarantine_id = $2

-- name: release
delete from quarantine where quarantine_id = $1

-- name: oldest
select received_micros from quarantine order by quarantine_id limit 1

-- name: expire
delete from quarantine where source_id = $1 and received_micros < $2
