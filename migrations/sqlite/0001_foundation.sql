-- The organisation and what the site keeps about itself.
CREATE TABLE organisation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  programme_name TEXT NOT NULL,
  about TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  contact_email TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  language TEXT NOT NULL,
  accent TEXT NOT NULL,
  logo_id BLOB,
  leads_are_public INTEGER NOT NULL,
  sign_in_rule TEXT NOT NULL CHECK (sign_in_rule IN ('known_people', 'domains')),
  sign_in_domains TEXT NOT NULL,
  accessibility TEXT NOT NULL,
  is_demonstration INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

-- An organisation's own words: the forms of one word as JSON.
CREATE TABLE vocabulary (
  language TEXT NOT NULL,
  word TEXT NOT NULL,
  forms TEXT NOT NULL,
  PRIMARY KEY (language, word)
) STRICT;

-- Single values that the installation itself needs, such as the key that signs links.
CREATE TABLE site_state (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE files (
  id BLOB PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('picture', 'logo')),
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by BLOB
) STRICT;

CREATE TABLE people (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  email TEXT,
  email_key TEXT UNIQUE,
  job_title TEXT,
  department TEXT,
  department_key TEXT,
  job_family TEXT,
  job_family_key TEXT,
  about TEXT,
  picture_id BLOB REFERENCES files (id),
  shows_email INTEGER NOT NULL,
  language TEXT,
  status TEXT NOT NULL CHECK (status IN ('current', 'left', 'erased')),
  asked_about_work INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  left_at INTEGER,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX people_by_name ON people (name_key, id);
CREATE INDEX people_by_department ON people (department_key, name_key, id) WHERE status = 'current';
CREATE INDEX people_by_job_family ON people (job_family_key, id) WHERE status = 'current';
CREATE INDEX people_who_left ON people (left_at) WHERE status = 'left';

CREATE TABLE person_topics (
  person_id BLOB NOT NULL REFERENCES people (id),
  key TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (person_id, key)
) STRICT;

-- A person with an account can sign in; a guest is a person without one.
CREATE TABLE accounts (
  person_id BLOB PRIMARY KEY REFERENCES people (id),
  created_at INTEGER NOT NULL,
  signed_in_at INTEGER
) STRICT;

CREATE TABLE sign_in_tokens (
  id BLOB PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'confirm_address', 'keep_address', 'first_administrator')),
  email TEXT,
  email_key TEXT,
  person_id BLOB REFERENCES people (id),
  next_path TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  attempts INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_tokens_by_email ON sign_in_tokens (email_key, created_at);

CREATE TABLE sessions (
  id BLOB PRIMARY KEY,
  secret_digest BLOB NOT NULL,
  person_id BLOB NOT NULL REFERENCES people (id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  device TEXT NOT NULL,
  address TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person_id, created_at);

-- What was done by whom. Rows are only ever added; their address and device are forgotten by age.
CREATE TABLE audit_events (
  id BLOB PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_id BLOB,
  acting_as TEXT NOT NULL,
  action TEXT NOT NULL,
  record_kind TEXT NOT NULL,
  record_id BLOB,
  community_id BLOB,
  person_id BLOB,
  before TEXT,
  after TEXT,
  request_id BLOB,
  address TEXT,
  device TEXT
) STRICT;
CREATE INDEX audit_events_by_time ON audit_events (at, id);
CREATE INDEX audit_events_by_actor ON audit_events (actor_id, at);
CREATE INDEX audit_events_by_community ON audit_events (community_id, at);
CREATE INDEX audit_events_by_person ON audit_events (person_id, at);
CREATE INDEX audit_events_by_action ON audit_events (action, at);
CREATE INDEX audit_events_with_origin ON audit_events (at) WHERE address IS NOT NULL OR device IS NOT NULL;

-- What changed, in the order in which readers may see it; the search index follows it.
CREATE TABLE change_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  record_kind TEXT NOT NULL,
  record_id BLOB NOT NULL,
  at INTEGER NOT NULL,
  tx INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The outbox: work that leaves a transaction as a row in it.
CREATE TABLE jobs (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'done', 'failed')),
  run_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  unique_key TEXT UNIQUE,
  created_at INTEGER NOT NULL,
  claimed_until INTEGER,
  finished_at INTEGER,
  last_error TEXT
) STRICT;
CREATE INDEX jobs_waiting ON jobs (run_at, id) WHERE state IN ('ready', 'running');
CREATE INDEX jobs_by_state ON jobs (state, created_at);

-- The delivery ledger: for each message, whether it was sent, and if not, why.
CREATE TABLE deliveries (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  person_id BLOB REFERENCES people (id),
  community_id BLOB,
  about_id BLOB,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'withheld', 'failed')),
  reason TEXT,
  created_at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;
CREATE INDEX deliveries_by_person ON deliveries (person_id, created_at);
CREATE INDEX deliveries_by_about ON deliveries (about_id, person_id);

CREATE TABLE mail_preferences (
  person_id BLOB NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL,
  wanted INTEGER NOT NULL,
  PRIMARY KEY (person_id, kind)
) STRICT;

-- Numbers that pages show, kept in the transaction of the change itself.
CREATE TABLE counters (
  counter TEXT PRIMARY KEY,
  value INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
