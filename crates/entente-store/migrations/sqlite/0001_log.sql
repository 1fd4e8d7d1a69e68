-- The log, what it is found by, and what is folded from it.
-- Instants are microseconds since 1970 in UTC. Tables are singular; keys are named after their noun.

-- The log: facts (kind 0) and decisions (kind 1) in one sequence. Rows are appended and never edited.
create table entry (
  seq integer primary key,
  kind integer not null check (kind in (0, 1)),
  lead_id integer,
  account_id integer,
  known_micros integer not null,
  at_micros integer not null,
  body text not null
) strict;
create index entry_known on entry (known_micros, seq) where kind = 0;
create index entry_lead on entry (lead_id) where lead_id is not null;
create index entry_account on entry (account_id) where account_id is not null;

-- Every fact's key as 64 bits of its SHA-256; on equal bits the next free number is taken, and the full key decides.
create table fact_key (
  fingerprint integer primary key,
  seq integer not null
) strict;

-- Who is who, as admitted. Part of the record: the log names leads by number only.
create table lead (
  lead_id integer primary key,
  known_micros integer not null
) strict;
create table identity (
  identity_key text primary key,
  lead_id integer not null references lead
) strict, without rowid;
create index identity_lead on identity (lead_id);
create table account (
  account_id integer primary key,
  account_key text not null unique
) strict;

-- Projection of the links between leads: the last word on each pair, and the groups that follow.
create table link (
  low_id integer not null,
  high_id integer not null,
  into_id integer not null,
  known_micros integer not null,
  seq integer not null,
  holds integer not null check (holds in (0, 1)),
  primary key (low_id, high_id)
) strict, without rowid;
create index link_high on link (high_id);
create table lead_group (
  lead_id integer primary key,
  root_id integer not null
) strict;
create index lead_group_root on lead_group (root_id);

-- Projection of the facts Joined: the account each lead belongs to now.
create table membership (
  lead_id integer primary key,
  account_id integer not null,
  known_micros integer not null,
  seq integer not null
) strict;
create index membership_account on membership (account_id);

-- Folded states and what time alone will change. Kinds: 0 lead, 1 account, 2 the parties.
create table state (
  kind integer not null,
  id integer not null,
  plan blob,
  body blob not null,
  primary key (kind, id)
) strict, without rowid;
create table due (
  kind integer not null,
  id integer not null,
  due_micros integer not null,
  primary key (kind, id)
) strict, without rowid;
create index due_instant on due (due_micros, kind, id);

-- Acts on the world, each under a key of its own.
create table outbox (
  outbox_id integer primary key,
  effect_key text not null unique,
  seq integer not null,
  lead_id integer,
  act text not null,
  status text not null check (status in ('pending', 'claimed', 'done', 'failed', 'unknown')),
  attempts integer not null default 0,
  not_before_micros integer not null,
  claimed_by text,
  claimed_until_micros integer,
  note text
) strict;
create index outbox_status on outbox (status, not_before_micros, outbox_id);

-- What was signed, to the byte.
create table agreement (
  hash blob primary key,
  source text not null,
  canonical text not null,
  effective_micros integer not null,
  signatures text not null,
  status text not null check (status in ('proposed', 'in_force', 'superseded', 'declined'))
) strict;

-- How far the log is decided: one row.
create table cursor (
  cursor_id integer primary key check (cursor_id = 1),
  known_micros integer not null,
  seq integer not null,
  until_micros integer not null
) strict;
