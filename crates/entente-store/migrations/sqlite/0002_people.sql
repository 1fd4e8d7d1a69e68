-- Who may come in, how, and what each of them did; what they saved for themselves. None of it decides anything.

create table "user" (
  user_id integer primary key,
  handle text not null unique,
  name text not null,
  mail text not null unique,
  role text not null check (role in ('administrator', 'leader', 'manager', 'marketing', 'rep', 'reader')),
  party text check (party in ('marketing', 'sales')),
  language text not null,
  timezone text not null,
  theme text not null default 'auto' check (theme in ('auto', 'light', 'dark')),
  password text,
  active integer not null check (active in (0, 1)),
  created_micros integer not null
) strict;

-- A session is known by the hash of its token: whoever reads this table cannot use it.
create table session (
  token_hash blob primary key,
  user_id integer not null references "user",
  created_micros integer not null,
  seen_micros integer not null,
  ends_micros integer not null
) strict, without rowid;
create index session_user on session (user_id);

-- A link that lets a user set a password, once: an invitation or a reset.
create table invitation (
  token_hash blob primary key,
  user_id integer not null references "user",
  kind text not null check (kind in ('invitation', 'reset')),
  created_micros integer not null,
  ends_micros integer not null
) strict, without rowid;
create index invitation_user on invitation (user_id);

create table api_key (
  api_key_id integer primary key,
  name text not null,
  start text not null,
  ending text not null,
  key_hash blob not null unique,
  scopes text not null,
  user_id integer not null references "user",
  created_micros integer not null,
  used_micros integer,
  revoked_micros integer
) strict;

-- What people did that is not a fact about a lead: appended, never edited.
create table audit (
  audit_id integer primary key,
  at_micros integer not null,
  user_id integer,
  act text not null,
  subject text not null,
  detail text not null
) strict;
create index audit_user on audit (user_id, audit_id);

-- A list that somebody filtered and kept.
create table view (
  view_id integer primary key,
  user_id integer not null references "user",
  noun text not null,
  name text not null,
  query text not null,
  shared integer not null check (shared in (0, 1)),
  unique (user_id, noun, name)
) strict;

-- What the workspace is called and the like: one value a name.
create table setting (
  name text primary key,
  value text not null
) strict, without rowid;
