-- +goose Up
-- One text for both engines. Times are microseconds since 1970 in UTC, 0 for
-- none; ids are UUIDv7 text.

create table partnership (
  id text not null primary key,
  name text not null,
  since bigint not null
);

create table agency (
  id text not null primary key,
  name text not null,
  kind text not null,
  since bigint not null
);

create table membership (
  partnership text not null references partnership (id),
  agency text not null references agency (id) on delete cascade,
  since bigint not null,
  primary key (partnership, agency)
);
create index membership_agency on membership (agency);

-- Names and addresses stand in this table alone, so that erasing a line erases
-- them.
create table account (
  id text not null primary key,
  name text not null,
  email text not null,
  email_folded text not null unique,
  since bigint not null
);

-- Of which agency a role is stands as text without a reference: most roles are
-- of none.
create table role_given (
  id text not null primary key,
  account text not null references account (id) on delete cascade,
  partnership text not null references partnership (id),
  agency text not null,
  role text not null,
  since bigint not null,
  unique (account, partnership, agency, role)
);
create index role_given_partnership on role_given (partnership);

create table joining_code (
  hash text not null primary key,
  purpose text not null,
  account text not null,
  partnership text not null,
  ends bigint not null
);

create table passkey (
  id text not null primary key,
  account text not null references account (id) on delete cascade,
  name text not null,
  credential text not null,
  added bigint not null,
  used bigint not null
);
create index passkey_account on passkey (account);

create table identity (
  issuer text not null,
  subject text not null,
  account text not null references account (id) on delete cascade,
  added bigint not null,
  used bigint not null,
  primary key (issuer, subject)
);
create index identity_account on identity (account);

create table session (
  id text not null primary key,
  token text not null unique,
  account text not null references account (id) on delete cascade,
  method text not null,
  began bigint not null,
  seen bigint not null
);
create index session_account on session (account);

create table attempt (
  token text not null primary key,
  kind text not null,
  account text not null,
  remember text not null,
  go_to text not null,
  code text not null,
  tries bigint not null,
  ends bigint not null
);
create index attempt_ends on attempt (ends);

create table sign_in_log (
  id text not null primary key,
  at bigint not null,
  account text not null references account (id) on delete cascade,
  method text not null,
  outcome text not null
);
create index sign_in_log_account on sign_in_log (account, at);

create table deed (
  seq bigint not null primary key,
  at bigint not null,
  actor text not null,
  kind text not null,
  partnership text not null,
  about text not null,
  previous text not null,
  hash text not null
);
create index deed_partnership on deed (partnership, seq);

-- One line: how far the trail goes, and what was taken from its beginning.
-- Whoever adds a deed changes it first, and so waits for whoever is before them.
create table trail (
  line bigint not null primary key check (line = 1),
  seq bigint not null,
  hash text not null,
  start_seq bigint not null,
  start_hash text not null
);
insert into trail (line, seq, hash, start_seq, start_hash) values (1, 0, '', 0, '');

create table job (
  id text not null primary key,
  kind text not null,
  about text not null,
  due bigint not null,
  until bigint not null,
  tries bigint not null,
  claimed bigint not null
);
create index job_due on job (due);

create table retention_run (
  at bigint not null primary key,
  cleared text not null
);
