-- name: count
insert into clause_day (day, clause, decided, missed) values ($1, $2, $3, $4)
on conflict (day, clause) do update
set decided = clause_day.decided + excluded.decided, missed = clause_day.missed + excluded.missed

-- name: keep
insert into clause_recent (clause, missed, seq, lead_id, at_micros) values ($1, $2, $3, $4, $5)

-- name: trim
delete from clause_recent
where clause = $1 and missed = $2
  and seq < (select seq from clause_recent where clause = $1 and missed = $2 order by seq desc limit 1 offset $3)

-- name: since
select clause, cast(sum(decided) as bigint), cast(sum(missed) as bigint) from clause_day where day >= $1 group by clause order by clause

-- name: days
select day, decided, missed from clause_day where day >= $1 and clause = $2 order by day

-- name: recent
select seq, lead_id, at_micros from clause_recent where clause = $1 and missed = $2 order by seq desc

-- name: last_missed
select clause, seq, lead_id, at_micros from clause_recent
where missed = 1
  and seq = (select max(seq) from clause_recent as same where same.clause = clause_recent.clause and same.missed = 1)
order by clause

-- name: clear
delete from clause_day

-- name: clear_recent
delete from clause_recent
