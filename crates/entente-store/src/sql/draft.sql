-- name: put
insert into draft (draft_id, revision, source, answers, step, amends, proposal_id, user_id, changed_micros)
values (1, $1, $2, $3, $4, $5, $6, $7, $8)
on conflict (draft_id) do update
set revision = excluded.revision, source = excluded.source, answers = excluded.answers, step = excluded.step,
  amends = excluded.amends, proposal_id = excluded.proposal_id, user_id = excluded.user_id,
  changed_micros = excluded.changed_micros

-- name: get
select revision, source, answers, step, amends, proposal_id, user_id, changed_micros from draft where draft_id = 1

-- name: delete
delete from draft where draft_id = 1
