-- Who may tell events with a write key, and what of it could not be kept.

-- A write key of a browser stands in every page, so it is kept in the clear and can be shown again; a server's is not.
create table source (
  source_id integer primary key,
  name text not null,
  side text not null check (side in ('browser', 'server')),
  key_hash blob not null unique,
  key_start text not null,
  write_key text,
  trusted integer not null check (trusted in (0, 1)),
  origins text not null,
  per_minute integer not null,
  user_id integer not null references "user",
  created_micros integer not null,
  revoked_micros integer,
  seen_micros integer,
  accepted integer not null default 0,
  duplicate integer not null default 0,
  quarantined integer not null default 0,
  withheld integer not null default 0,
  dropped integer not null default 0
) strict;

-- Items that could not be kept, as they were sent, each with its reason; bounded in number for each source.
create table quarantine (
  quarantine_id integer primary key,
  source_id integer not null references source,
  received_micros integer not null,
  call text not null,
  sent text not null,
  reason text not null,
  body text not null
) strict;
create index quarantine_source on quarantine (source_id, quarantine_id);
