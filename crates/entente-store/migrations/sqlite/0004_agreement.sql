-- How an agreement comes about: what is being written, what was proposed and signed, and with which keys; and how often
-- each clause has decided, folded from the log.

-- What is being written now: one text, whoever writes it.
create table draft (
  draft_id integer primary key check (draft_id = 1),
  revision integer not null,
  source text not null,
  answers text,
  step integer not null,
  amends blob,
  proposal_id integer,
  user_id integer not null references "user",
  changed_micros integer not null
) strict;

-- Texts that were put before both parties, with the signatures they have got.
create table proposal (
  proposal_id integer primary key,
  hash blob not null,
  source text not null,
  canonical text not null,
  amends blob,
  note text not null,
  effective_micros integer,
  signatures text not null,
  status text not null check (status in ('open', 'declined', 'withdrawn', 'in_force')),
  reason text,
  user_id integer not null references "user",
  proposed_micros integer not null,
  ended_by integer references "user",
  ended_micros integer
) strict;

-- Keys that people sign with: kept for them, or their own. The newest of a person that is not retired is theirs.
create table signing_key (
  signing_key_id integer primary key,
  user_id integer not null references "user",
  kind text not null check (kind in ('held', 'demo', 'own')),
  public_key text not null,
  secret text,
  made_micros integer not null,
  retired_micros integer
) strict;
create index signing_key_user on signing_key (user_id, signing_key_id);

-- Projection of the decisions: how many cited each clause on each day (whole days since 1970 in UTC), and how many of
-- them say that it was missed.
create table clause_day (
  day integer not null,
  clause text not null,
  decided integer not null,
  missed integer not null,
  primary key (day, clause)
) strict, without rowid;

-- Projection of the decisions: the newest few of each clause; missed 1 for those that say it was missed.
create table clause_recent (
  clause text not null,
  missed integer not null check (missed in (0, 1)),
  seq integer not null,
  lead_id integer,
  at_micros integer not null,
  primary key (clause, missed, seq)
) strict, without rowid;
