-- name: put
insert into account_card (account_id, name, domain, city, country, industry, employees, owner, open_deals, leads)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (account_id) do update set
  name = excluded.name, domain = excluded.domain, city = excluded.city, country = excluded.country, industry =
  excluded.industry, employees = excluded.employees, owner = excluded.owner, open_deals = excluded.open_deals,
  leads = excluded.leads

-- name: delete
delete from account_card where account_id = $1

-- name: get
select account_id, name, domain, city, country, industry, employees, owner, open_deals, leads
from account_card where account_id = $1

-- name: newest
select account_id, name, domain, city, country, industry, employees, owner, open_deals, leads
from account_card where account_id < $1 order by account_id desc limit $2

-- name: by_name
select account_id, name, domain, city, country, industry, employees, owner, open_deals, leads
from account_card where (name, account_id) > ($1, $2) order by name, account_id limit $3

-- name: by_leads
select account_id, name, domain, city, country, industry, employees, owner, open_deals, leads
from account_card where (leads, account_id) < ($1, $2) order by leads desc, account_id desc limit $3

-- name: of_owner
select account_id, name, domain, city, country, industry, employees, owner, open_deals, leads
from account_card where owner = $1 and account_id < $2 order by account_id desc limit $3

-- name: by_deals
select account_id, name, domain, city, country, industry, employees, owner, open_deals, leads
from account_card where open_deals > 0 and (open_deals, account_id) < ($1, $2) order by open_deals desc, account_id desc limit $3

-- name: clear
delete from account_card
