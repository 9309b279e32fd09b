-- +goose Up
-- Rounds, what is asked in them, and what is published of them. Ids are UUIDv7
-- text; where their order would tell who came when they are random, and the
-- tables hold no order of their own (without rowid, in SQLite).

create table round (
  id text not null primary key,
  partnership text not null references partnership (id),
  title text not null,
  state text not null,
  framework text not null,
  version text not null,
  strands text not null,
  at_least bigint not null,
  comments_at_least bigint not null,
  agency_pages text not null,
  opens bigint not null,
  closes bigint not null,
  opened bigint not null,
  closed bigint not null,
  released bigint not null,
  revealed bigint not null,
  comparable text not null,
  reminded bigint not null,
  since bigint not null
);
create index round_partnership on round (partnership, since);

-- The whole framework as it was when the round was made: a newer program reads
-- an old round with the round's own copy.
create table round_pack (
  round text not null primary key references round (id) on delete cascade,
  files text not null
);

-- Names and kinds as they are in this round. Numbers of staff are -1 where nobody
-- has said.
create table round_agency (
  round text not null references round (id) on delete cascade,
  agency text not null,
  name text not null,
  kind text not null,
  form text not null,
  direct bigint not null,
  operational bigint not null,
  strategic bigint not null,
  agreed bigint not null,
  agreed_by text not null,
  primary key (round, agency)
);

create table survey_link (
  code text not null primary key,
  round text not null references round (id) on delete cascade,
  agency text not null,
  level text not null
);
create index survey_link_round on survey_link (round);

-- One person's answers. There is no time, no address and no order in it.
create table reply (
  id text not null primary key,
  round text not null references round (id) on delete cascade,
  strand text not null,
  agency text not null,
  level text not null,
  answers text not null,
  comment_use text not null,
  batch text not null
) /* without rowid */;
create index reply_round on reply (round, strand);

-- What somebody wrote under a principle. Author is made up for this table: it tells
-- people apart and leads to no reply.
create table remark (
  id text not null primary key,
  round text not null references round (id) on delete cascade,
  strand text not null,
  author text not null,
  principle text not null,
  text text not null,
  comment_use text not null,
  state text not null,
  printed text not null,
  read_by text not null,
  batch text not null
) /* without rowid */;
create index remark_round on remark (round, strand);

-- What a moderator says in a few sentences of all that was written under a principle.
create table comment_summary (
  round text not null references round (id) on delete cascade,
  strand text not null,
  principle text not null,
  text text not null,
  primary key (round, strand, principle)
);

-- What is published: written once, never changed.
create table release (
  round text not null references round (id) on delete cascade,
  strand text not null,
  kind text not null,
  made bigint not null,
  content text not null,
  primary key (round, strand, kind)
);

create table agency_return (
  round text not null references round (id) on delete cascade,
  agency text not null,
  state text not null,
  signed bigint not null,
  signed_by text not null,
  signed_name text not null,
  signed_role text not null,
  primary key (round, agency)
);

-- Batch is the import an answer came with, for as long as nobody has changed it.
create table return_answer (
  round text not null references round (id) on delete cascade,
  agency text not null,
  item text not null,
  answer text not null,
  text text not null,
  version bigint not null,
  author text not null,
  at bigint not null,
  batch text not null default '',
  primary key (round, agency, item)
);

-- What a second author wrote to the same question at the same time: nothing is
-- lost, and somebody decides.
create table return_other (
  id text not null primary key,
  round text not null references round (id) on delete cascade,
  agency text not null,
  item text not null,
  answer text not null,
  text text not null,
  author text not null,
  at bigint not null
);
create index return_other_agency on return_other (round, agency);

create table return_note (
  id text not null primary key,
  round text not null references round (id) on delete cascade,
  agency text not null,
  item text not null,
  about text not null,
  author text not null,
  at bigint not null,
  text text not null,
  settled bigint not null
);
create index return_note_agency on return_note (round, agency);

-- What was written before, shown beside the question.
create table return_earlier (
  id text not null primary key,
  round text not null references round (id) on delete cascade,
  agency text not null,
  item text not null,
  source text not null,
  text text not null,
  author text not null,
  at bigint not null,
  batch text not null default ''
);
create index return_earlier_agency on return_earlier (round, agency);

create table return_offer (
  round text not null references round (id) on delete cascade,
  agency text not null,
  partnership text not null,
  author text not null,
  at bigint not null,
  primary key (round, agency, partnership)
);

create table evidence (
  id text not null primary key,
  round text not null references round (id) on delete cascade,
  principle text not null,
  kind text not null,
  source text not null,
  month text not null,
  text text not null,
  cannot text not null,
  author text not null,
  at bigint not null,
  batch text not null default ''
);
create index evidence_round on evidence (round, principle);

create table missing_data (
  round text not null references round (id) on delete cascade,
  characteristic text not null,
  state text not null,
  author text not null,
  at bigint not null,
  primary key (round, characteristic)
);

create table missing_data_words (
  round text not null primary key references round (id) on delete cascade,
  over_recognised text not null,
  under_recognised text not null,
  done text not null,
  author text not null,
  at bigint not null
);

-- An agency's own words beside a finding.
create table agency_reply (
  round text not null references round (id) on delete cascade,
  agency text not null,
  finding text not null,
  text text not null,
  author text not null,
  at bigint not null,
  primary key (round, agency, finding)
);

create table round_share (
  round text not null references round (id) on delete cascade,
  page text not null,
  audience text not null,
  author text not null,
  at bigint not null,
  primary key (round, page)
);

create table round_import (
  id text not null primary key,
  round text not null references round (id) on delete cascade,
  kind text not null,
  name text not null,
  counted bigint not null,
  author text not null,
  at bigint not null,
  undone bigint not null
);
create index round_import_round on round_import (round);

create table support (
  id text not null primary key,
  partnership text not null references partnership (id),
  agency text not null,
  role text not null,
  words text not null,
  thing text not null,
  check_on text not null,
  state text not null,
  reason text not null,
  author text not null,
  at bigint not null,
  decided_by text not null,
  decided bigint not null
);
create index support_partnership on support (partnership);
