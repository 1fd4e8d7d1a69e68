-- How far the details of facts were dropped whose time is over, by the agreement's own clause.

-- One row: the last fact that was looked at, in the order in which facts became known, how many were looked at, how many
-- of them lost details, and how many bytes that was. Part of the record: it says what the log no longer holds.
create table retention (
  retention_id integer primary key check (retention_id = 1),
  known_micros integer not null,
  seq integer not null,
  passed integer not null,
  shortened integer not null,
  bytes integer not null
) strict;
