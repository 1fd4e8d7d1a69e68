-- name: put
insert into card (
  lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner,
  team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros,
  touched_micros, due_micros, due_clause, facets
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
  $25, $26, $27)
on conflict (lead_id) do update set
  account_id = excluded.account_id, name = excluded.name, mail = excluded.mail, title = excluded.title, phone =
  excluded.phone, city = excluded.city, company = excluded.company, source = excluded.source, stage =
  excluded.stage, status = excluded.status, grade = excluded.grade, level = excluded.level, owner =
  excluded.owner, team = excluded.team, cycle = excluded.cycle, open = excluded.open, in_hand =
  excluded.in_hand, late = excluded.late, created_micros = excluded.created_micros, stage_since_micros =
  excluded.stage_since_micros, handed_micros = excluded.handed_micros, heard_micros = excluded.heard_micros,
  touched_micros = excluded.touched_micros, due_micros = excluded.due_micros, due_clause = excluded.due_clause,
  facets = excluded.facets

-- name: delete
delete from card where lead_id = $1

-- name: heard
update card set heard_micros = $1 where lead_id = $2 and heard_micros < $1

-- name: touched
update card set touched_micros = $1 where lead_id = $2 and (touched_micros is null or touched_micros < $1)

-- name: get
select lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros, touched_micros, due_micros, due_clause, facets
from card where lead_id = $1

-- name: newest
select lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros, touched_micros, due_micros, due_clause, facets
from card where lead_id < $1 order by lead_id desc limit $2

-- name: without_due
select lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros, touched_micros, due_micros, due_clause, facets
from card where lead_id < $1 and due_micros is null order by lead_id desc limit $2

-- name: of_owner
select lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros, touched_micros, due_micros, due_clause, facets
from card where owner = $1 and in_hand = 1 order by due_micros nulls first, lead_id

-- name: due_before
select lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros, touched_micros, due_micros, due_clause, facets
from card where due_micros <= $1 order by due_micros desc, lead_id desc limit $2

-- name: due_after
select lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros, touched_micros, due_micros, due_clause, facets
from card where due_micros > $1 order by due_micros, lead_id limit $2

-- name: due_until
select lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros, touched_micros, due_micros, due_clause, facets
from card where due_micros <= $1 order by due_micros, lead_id limit $2

-- name: unowned
select lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros, touched_micros, due_micros, due_clause, facets
from card where open = 1 and owner is null order by handed_micros nulls first, lead_id limit $1

-- name: of_account
select lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros, touched_micros, due_micros, due_clause, facets
from card where account_id = $1 order by lead_id limit $2

-- name: by_heard
select heard_micros, lead_id from card where (heard_micros, lead_id) > ($1, $2) order by heard_micros, lead_id
limit $3

-- name: by_heard_last
select heard_micros, lead_id from card where (heard_micros, lead_id) < ($1, $2)
order by heard_micros desc, lead_id desc limit $3

-- name: by_due
select due_micros, lead_id from card where due_micros is not null and (due_micros, lead_id) > ($1, $2)
order by due_micros, lead_id limit $3

-- name: keys
select heard_micros, due_micros from card where lead_id = $1

-- name: clear
delete from card
