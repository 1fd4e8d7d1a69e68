-- name: get
select known_micros, seq, until_micros from cursor where cursor_id = 1

-- name: put
insert into cursor (cursor_id, known_micros, seq, until_micros) values (1, $1, $2, $3)
on conflict (cursor_id) do update
set known_micros = excluded.known_micros, seq = excluded.seq, until_micros = excluded.until_micros

-- name: clear
delete from cursor
