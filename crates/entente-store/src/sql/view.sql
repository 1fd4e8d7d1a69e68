-- name: save
insert into view (user_id, noun, name, query, shared) values ($1, $2, $3, $4, $5)
on conflict (user_id, noun, name) do update set query = excluded.query, shared = excluded.shared

-- name: of
select view_id, user_id, noun, name, query, shared from view
where noun = $1 and (user_id = $2 or shared = 1) order by name, view_id

-- name: delete
delete from view where view_id = $1 and user_id = $2
