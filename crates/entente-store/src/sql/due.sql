-- name: put
insert into due (kind, id, due_micros) values ($1, $2, $3)
on conflict (kind, id) do update set due_micros = excluded.due_micros

-- name: delete
delete from due where kind = $1 and id = $2

-- name: until
select due_micros, kind, id from due where due_micros <= $1 order by due_micros, kind, id limit $2

-- name: clear
delete from due
-- name: of
select due_micros from due where kind = $1 and id = $2

-- name: of_many
select id, due_micros from due where kind = $1 and id = $2
