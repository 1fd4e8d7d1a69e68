-- Forms of the company's own, what was sent with them, and the letters that ask whether an address is the sender's own.

-- What a form asks for is kept as JSON in `fields`; a changed wording of consent gets the next version.
create table form (
  form_id integer primary key,
  name text not null unique,
  title text not null,
  fields text not null,
  wording text not null,
  wording_version integer not null,
  confirms integer not null check (confirms in (0, 1)),
  thanks text not null,
  redirect text not null,
  language text not null check (language in ('', 'en', 'ko')),
  origins text not null,
  active integer not null check (active in (0, 1)),
  user_id integer not null references "user",
  created_micros integer not null,
  changed_micros integer not null
) strict;

-- One row for each time a form was sent, by the one-time token it was sent with. Body and address stay only as long as
-- somebody must still decide: while it is held, or while the address waits to be confirmed.
create table submission (
  submission_id integer primary key,
  form_id integer not null references form,
  token text not null unique,
  received_micros integer not null,
  status text not null check (status in ('kept', 'waiting', 'confirmed', 'lapsed', 'held', 'dropped')),
  reason text not null,
  mail text not null,
  body text not null,
  confirm_hash blob unique
) strict;
create index submission_form on submission (form_id, status);
create index submission_status on submission (status, submission_id);
create index submission_since on submission (status, received_micros);

-- Letters, each handed to the machine's mail program at most once; what came of one whose worker stopped is unknown.
-- Address and link are emptied once it is sent.
create table letter (
  letter_id integer primary key,
  submission_id integer not null unique references submission,
  recipient text not null,
  title text not null,
  link text not null,
  language text not null,
  created_micros integer not null,
  status text not null check (status in ('pending', 'claimed', 'done', 'failed', 'unknown', 'dropped')),
  not_before_micros integer not null,
  attempts integer not null default 0,
  note text not null default ''
) strict;
create index letter_status on letter (status, not_before_micros);
