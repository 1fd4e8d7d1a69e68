-- name: insert
insert into "user" (handle, name, mail, role, party, language, timezone, theme, password, active, created_micros)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
returning user_id

-- name: update
update "user" set handle = $1, name = $2, mail = $3, role = $4, party = $5, language = $6, timezone = $7, theme = $8,
  password = $9, active = $10
where user_id = $11

-- name: get
select user_id, handle, name, mail, role, party, language, timezone, theme, password, active, created_micros
from "user" where user_id = $1

-- name: by_mail
select user_id, handle, name, mail, role, party, language, timezone, theme, password, active, created_micros
from "user" where mail = $1

-- name: by_handle
select user_id, handle, name, mail, role, party, language, timezone, theme, password, active, created_micros
from "user" where handle = $1

-- name: all
select user_id, handle, name, mail, role, party, language, timezone, theme, password, active, created_micros
from "user" order by name, user_id
