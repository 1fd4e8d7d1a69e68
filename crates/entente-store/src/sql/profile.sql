-- name: learn_lead
-- What is better vouched for stands, then what was learnt later, then what was told later.
insert into lead_profile (lead_id, name, value, verified, at_micros, seq) values ($1, $2, $3, $4, $5, $6)
on conflict (lead_id, name) do update
set value = excluded.value, verified = excluded.verified, at_micros = excluded.at_micros, seq = excluded.seq
where (excluded.verified, excluded.at_micros, excluded.seq)
    > (lead_profile.verified, lead_profile.at_micros, lead_profile.seq)

-- name: learn_account
insert into account_profile (account_id, name, value, verified, at_micros, seq) values ($1, $2, $3, $4, $5, $6)
on conflict (account_id, name) do update
set value = excluded.value, verified = excluded.verified, at_micros = excluded.at_micros, seq = excluded.seq
where (excluded.verified, excluded.at_micros, excluded.seq)
    > (account_profile.verified, account_profile.at_micros, account_profile.seq)

-- name: of_lead
select lead_id, name, value, verified, at_micros, seq from lead_profile where lead_id = $1

-- name: of_account
select account_id, name, value from account_profile where account_id = $1

-- name: forget_lead
delete from lead_profile where lead_id = $1

-- name: clear_leads
delete from lead_profile

-- name: clear_accounts
delete from account_profile
