-- Holidays that somebody reviewed, as they were then. They decide nothing: a calendar is part of what both parties sign.

create table holidays (
  holidays_id integer primary key,
  calendar text not null,
  name text not null,
  days text not null,
  user_id integer not null references "user",
  reviewed_micros integer not null
) strict;
