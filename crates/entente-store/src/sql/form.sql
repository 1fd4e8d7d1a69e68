-- name: insert
insert into form (name, title, fields, wording, wording_version, confirms, thanks, redirect, language, origins, active,
  user_id, created_micros, changed_micros)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
returning form_id

-- name: change
update form set title = $1, fields = $2, wording = $3, wording_version = $4, confirms = $5, thanks = $6, redirect = $7,
  language = $8, origins = $9, active = $10, changed_micros = $11
where form_id = $12

-- name: by_name
select form_id, name, title, fields, wording, wording_version, confirms, thanks, redirect, language, origins, active,
  user_id, created_micros, changed_micros
from form where name = $1

-- name: all
select form_id, name, title, fields, wording, wording_version, confirms, thanks, redirect, language, origins, active,
  user_id, created_micros, changed_micros
from form order by name
