-- Facts that became known one after the other, many in one row: a stream of events takes a fifth of what it would in rows
-- of its own. They are numbered in the one sequence of the log, and belong to it as `entry` does.

-- `body` holds the facts from `first_seq` to `last_seq`, a line of JSON each, deflated (RFC 1951). Blocks stand in the order
-- in which their facts became known; `known_from_micros` and `known_micros` are those of the first and the last.
create table block (
  first_seq integer primary key,
  last_seq integer not null,
  known_from_micros integer not null,
  known_micros integer not null,
  body blob not null
) strict;
create index block_known on block (known_micros, last_seq);

-- Which facts in blocks are about a lead.
create table block_lead (
  lead_id integer not null,
  seq integer not null,
  primary key (lead_id, seq)
) strict, without rowid;
