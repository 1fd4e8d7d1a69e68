-- name: find
select facet_id, facet, value from facet where facet = $1 and value = $2

-- name: insert
insert into facet (facet, value, n) values ($1, $2, 0)

-- name: add
update facet set n = n + $1 where facet_id = $2

-- name: values
select facet_id, value, n from facet where facet = $1 and n > 0

-- name: part
select part_id, leads from facet_leads where part_id = $1

-- name: parts
select part_id, leads from facet_leads where part_id between $1 and $2

-- name: put_part
insert into facet_leads (part_id, leads) values ($1, $2)
on conflict (part_id) do update set leads = excluded.leads

-- name: drop_part
delete from facet_leads where part_id = $1

-- name: clear
delete from facet

-- name: clear_leads
delete from facet_leads
