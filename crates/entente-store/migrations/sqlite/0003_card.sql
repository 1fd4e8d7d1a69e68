-- What lists show and find, folded from the log: all of it can be dropped and folded again.

-- What is told of a person or company for people to read; the last or best vouched word on each name stands.
create table lead_profile (
  lead_id integer not null,
  name text not null,
  value text,
  verified integer not null,
  at_micros integer not null,
  seq integer not null,
  primary key (lead_id, name)
) strict, without rowid;
create table account_profile (
  account_id integer not null,
  name text not null,
  value text,
  verified integer not null,
  at_micros integer not null,
  seq integer not null,
  primary key (account_id, name)
) strict, without rowid;

-- When a lead itself last did something, and when somebody last acted on it.
create table lead_pulse (
  lead_id integer primary key,
  heard_micros integer,
  touched_micros integer,
  erased integer not null default 0 check (erased in (0, 1))
) strict;

-- One row per lead that stands for a person: what its state says, and what it is shown by.
create table card (
  lead_id integer primary key,
  account_id integer,
  name text,
  mail text,
  title text,
  phone text,
  city text,
  company text,
  source text,
  stage text,
  status text not null,
  grade text,
  level text,
  owner text,
  team text,
  cycle integer not null,
  open integer not null check (open in (0, 1)),
  in_hand integer not null check (in_hand in (0, 1)),
  late integer not null check (late in (0, 1)),
  created_micros integer not null,
  stage_since_micros integer not null,
  handed_micros integer,
  heard_micros integer not null,
  touched_micros integer,
  due_micros integer,
  due_clause text,
  facets text not null
) strict;
create index card_account on card (account_id, lead_id) where account_id is not null;
create index card_heard on card (heard_micros, lead_id);
create index card_due on card (due_micros, lead_id) where due_micros is not null;
create index card_owner on card (owner, due_micros, lead_id) where in_hand = 1;
create index card_unowned on card (handed_micros, lead_id) where open = 1 and owner is null;

-- One row per company.
create table account_card (
  account_id integer primary key,
  name text not null,
  domain text,
  city text,
  country text,
  industry text,
  employees text,
  owner text,
  open_deals integer not null,
  leads integer not null
) strict;
create index account_card_name on account_card (name, account_id);
create index account_card_leads on account_card (leads, account_id);
create index account_card_owner on account_card (owner, account_id) where owner is not null;
create index account_card_deals on account_card (open_deals, account_id) where open_deals > 0;

-- Every value of a facet, how many cards have it, and which: sets of lead numbers, 16,384 numbers a row.
create table facet (
  facet_id integer primary key,
  facet text not null,
  value text not null,
  n integer not null,
  unique (facet, value)
) strict;
create table facet_leads (
  part_id integer primary key,
  leads blob not null
) strict;

-- Words to search by, of cards and of companies.
create table card_word (
  word text not null,
  lead_id integer not null,
  primary key (word, lead_id)
) strict, without rowid;
create table account_word (
  word text not null,
  account_id integer not null,
  primary key (word, account_id)
) strict, without rowid;

-- Which form of the above the database holds; a log that was written before has none and is folded again.
create table folded (
  folded_id integer primary key check (folded_id = 1),
  version integer not null
) strict;
insert into folded (folded_id, version) select 1, 1 where not exists (select 1 from entry);
