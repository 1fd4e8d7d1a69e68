-- What people were told: one line for each effect that tells somebody of a decision, delivered here once.
create table notice (
  notice_id integer primary key,
  effect_key text not null unique,
  person text not null,
  seq integer not null,
  lead_id integer,
  at_micros integer not null,
  seen integer not null default 0 check (seen in (0, 1))
) strict;
create index notice_person on notice (person, notice_id);
create index notice_unseen on notice (person) where seen = 0;
