-- name: insert
insert into holidays (calendar, name, days, user_id, reviewed_micros) values ($1, $2, $3, $4, $5) returning holidays_id

-- name: get
select holidays_id, calendar, name, days, user_id, reviewed_micros from holidays where holidays_id = $1

-- name: all
select holidays_id, calendar, name, days, user_id, reviewed_micros from holidays order by holidays_id desc limit $1
