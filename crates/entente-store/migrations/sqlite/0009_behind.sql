-- What is folded from the log and not put down yet: every state, card, due instant and fact's key has all entries up to
-- `seq` in it. No row: everything has all there is. Each state says for itself up to which entry it goes.

create table behind (
  behind_id integer primary key check (behind_id = 1),
  seq integer not null
) strict;
alter table state add column seq integer not null default 0;
