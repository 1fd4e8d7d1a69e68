-- name: heard
insert into lead_pulse (lead_id, heard_micros) values ($1, $2)
on conflict (lead_id) do update
set heard_micros = case when lead_pulse.heard_micros > excluded.heard_micros then lead_pulse.heard_micros
  else excluded.heard_micros end

-- name: touched
insert into lead_pulse (lead_id, touched_micros) values ($1, $2)
on conflict (lead_id) do update
set touched_micros = case when lead_pulse.touched_micros > excluded.touched_micros then lead_pulse.touched_micros
  else excluded.touched_micros end

-- name: erase
insert into lead_pulse (lead_id, erased) values ($1, 1)
on conflict (lead_id) do update set erased = 1

-- name: of
select lead_id, heard_micros, touched_micros, erased from lead_pulse where lead_id = $1

-- name: clear
delete from lead_pulse
