-- Facts that became known one after the other, or decisions made together, many in one row: a stream of events takes a
-- tenth of what it would in rows of its own. They are numbered in the one sequence of the log, and belong to it as `entry` does.

-- `body` holds the facts (kind 0) or decisions (kind 1) from `first_seq` to `last_seq`, a line of JSON each, deflated
-- (RFC 1951). Blocks of facts stand in the order in which these became known; `known_from_micros` and `known_micros` are those
-- of the first and the last.
create table block (
  first_seq bigint primary key,
  last_seq bigint not null,
  kind smallint not null check (kind in (0, 1)),
  known_from_micros bigint not null,
  known_micros bigint not null,
  body bytea not null
);
create index block_known on block (known_micros, last_seq) where kind = 0;
create index block_decision on block (first_seq) where kind = 1;

-- Which facts and decisions in blocks are about a lead.
create table block_lead (
  lead_id bigint not null,
  kind smallint not null,
  seq bigint not null,
  primary key (lead_id, kind, seq)
);
