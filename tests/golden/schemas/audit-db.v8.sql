PRAGMA application_id = 1129665106;
PRAGMA user_version = 8;
CREATE TABLE provenance (
  name TEXT,
  value TEXT
);
CREATE TABLE file (
  path TEXT,
  status TEXT
);
CREATE TABLE failure (
  source TEXT,
  stage TEXT,
  category TEXT,
  page INTEGER,
  message TEXT,
  hint TEXT,
  detail TEXT
);
CREATE TABLE course (
  course TEXT,
  code TEXT,
  title TEXT,
  title_en TEXT,
  credits REAL,
  level TEXT,
  valid_from TEXT,
  department TEXT,
  subject_group TEXT,
  subject TEXT,
  main_fields TEXT,
  owner TEXT,
  instruction_status TEXT,
  instruction_main TEXT,
  instruction_possible TEXT
);
CREATE TABLE programme (
  programme TEXT,
  code TEXT,
  title TEXT,
  credits REAL,
  source TEXT
);
CREATE TABLE programme_course (
  programme TEXT,
  course TEXT,
  code TEXT,
  title TEXT,
  credits REAL,
  terms TEXT,
  years TEXT,
  kind TEXT,
  status TEXT,
  basis TEXT,
  reason TEXT,
  block TEXT,
  choice_group TEXT,
  track TEXT,
  page INTEGER,
  linked_by TEXT,
  person TEXT,
  confirmed_by TEXT
);
CREATE TABLE programme_block (
  programme TEXT,
  block TEXT,
  parent TEXT,
  name TEXT,
  rule TEXT,
  courses_least INTEGER,
  courses_most INTEGER,
  credits_least REAL,
  credits_most REAL,
  axis TEXT,
  evidence TEXT,
  page INTEGER,
  by_person INTEGER
);
CREATE TABLE exposure (
  programme TEXT,
  perspective TEXT,
  everyone INTEGER,
  with_syllabus INTEGER,
  carrying INTEGER,
  not_labelled INTEGER,
  least INTEGER,
  best INTEGER,
  not_said INTEGER,
  basis TEXT
);
CREATE TABLE programme_note (
  programme TEXT,
  kind TEXT,
  code TEXT,
  title TEXT,
  listed TEXT,
  found TEXT,
  course TEXT,
  page INTEGER
);
CREATE TABLE goal (
  programme TEXT,
  kind TEXT,
  goal TEXT,
  text TEXT,
  knowledge_form TEXT,
  source TEXT,
  outcome TEXT
);
CREATE TABLE goal_link (
  programme TEXT,
  goal TEXT,
  course TEXT,
  listed TEXT,
  outcome INTEGER,
  number INTEGER,
  basis TEXT,
  first_term INTEGER,
  last_term INTEGER,
  stage TEXT
);
CREATE TABLE outcome (
  outcome INTEGER,
  owner_kind TEXT,
  owner TEXT,
  source TEXT,
  id TEXT,
  text TEXT,
  lead_in TEXT,
  knowledge_form TEXT,
  module TEXT,
  page INTEGER,
  language TEXT,
  recognised INTEGER,
  assessments TEXT,
  counted INTEGER
);
CREATE TABLE label (
  outcome INTEGER,
  perspective TEXT,
  decision TEXT,
  probability REAL,
  rule TEXT,
  kind_of_hit TEXT,
  evidence TEXT,
  tool_decision TEXT,
  reason TEXT
);
CREATE TABLE opportunity (
  course TEXT,
  place TEXT,
  text TEXT,
  page INTEGER,
  perspective TEXT,
  rule TEXT
);
CREATE TABLE share (
  programme TEXT,
  courses TEXT,
  perspective TEXT,
  of TEXT,
  numerator REAL,
  denominator REAL,
  left_out REAL,
  syllabi INTEGER,
  listed INTEGER,
  headline INTEGER
);
CREATE TABLE not_labelled (
  programme TEXT,
  courses TEXT,
  perspective TEXT,
  language TEXT,
  outcomes INTEGER
);
CREATE TABLE result (
  file_sha256 TEXT NOT NULL, suffix TEXT NOT NULL, made_by TEXT NOT NULL, packed BLOB NOT NULL,
  passing INTEGER NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY (file_sha256, suffix, made_by)
) WITHOUT ROWID;
CREATE TABLE audit (
  inputs TEXT NOT NULL, scheme TEXT NOT NULL, home_country TEXT NOT NULL, packed BLOB NOT NULL,
  digest BLOB NOT NULL
);
CREATE TABLE rendering (
  lang TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY (lang, name)
) WITHOUT ROWID;
