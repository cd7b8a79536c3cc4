-- Functions with the names that SQLite has built in, so that one SQL text runs on both databases.
-- A list is passed as one JSON array of text: json_each($1) gives its values, unhex(value) an id.
CREATE FUNCTION json_each(list TEXT) RETURNS TABLE (value TEXT)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 20
  AS $$ SELECT jsonb_array_elements_text(list::jsonb) $$;
CREATE FUNCTION unhex(text TEXT) RETURNS UUID
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT text::uuid $$;

-- The organisation and what the site keeps about itself.
CREATE TABLE organisation (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  programme_name TEXT NOT NULL,
  about TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  contact_email TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  language TEXT NOT NULL,
  accent TEXT NOT NULL,
  logo_id UUID,
  leads_are_public BOOLEAN NOT NULL,
  sign_in_rule TEXT NOT NULL CHECK (sign_in_rule IN ('known_people', 'domains')),
  sign_in_domains TEXT NOT NULL,
  accessibility TEXT NOT NULL,
  is_demonstration BOOLEAN NOT NULL,
  version BIGINT NOT NULL
);

-- An organisation's own words: the forms of one word as JSON.
CREATE TABLE vocabulary (
  language TEXT NOT NULL,
  word TEXT NOT NULL,
  forms TEXT NOT NULL,
  PRIMARY KEY (language, word)
);

-- Single values that the installation itself needs, such as the key that signs links.
CREATE TABLE site_state (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE files (
  id UUID PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('picture', 'logo')),
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  digest TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  created_by UUID
);

CREATE TABLE people (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL,
  email TEXT,
  email_key TEXT COLLATE "C" UNIQUE,
  job_title TEXT,
  department TEXT,
  department_key TEXT COLLATE "C",
  job_family TEXT,
  job_family_key TEXT COLLATE "C",
  about TEXT,
  picture_id UUID REFERENCES files (id),
  shows_email BOOLEAN NOT NULL,
  language TEXT,
  status TEXT NOT NULL CHECK (status IN ('current', 'left', 'erased')),
  asked_about_work BOOLEAN NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  left_at TIMESTAMPTZ,
  version BIGINT NOT NULL
);
CREATE INDEX people_by_name ON people (name_key, id);
CREATE INDEX people_by_department ON people (department_key, name_key, id) WHERE status = 'current';
CREATE INDEX people_by_job_family ON people (job_family_key, id) WHERE status = 'current';
CREATE INDEX people_who_left ON people (left_at) WHERE status = 'left';

CREATE TABLE person_topics (
  person_id UUID NOT NULL REFERENCES people (id),
  key TEXT COLLATE "C" NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (person_id, key)
);

-- A person with an account can sign in; a guest is a person without one.
CREATE TABLE accounts (
  person_id UUID PRIMARY KEY REFERENCES people (id),
  created_at TIMESTAMPTZ NOT NULL,
  signed_in_at TIMESTAMPTZ
);

CREATE TABLE sign_in_tokens (
  id UUID PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'confirm_address', 'keep_address', 'first_administrator')),
  email TEXT,
  email_key TEXT COLLATE "C",
  person_id UUID REFERENCES people (id),
  next_path TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  used_at TIMESTAMPTZ,
  attempts BIGINT NOT NULL
);
CREATE INDEX sign_in_tokens_by_email ON sign_in_tokens (email_key, created_at);

CREATE TABLE sessions (
  id UUID PRIMARY KEY,
  secret_digest BYTEA NOT NULL,
  person_id UUID NOT NULL REFERENCES people (id),
  created_at TIMESTAMPTZ NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,
  device TEXT NOT NULL,
  address TEXT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id, created_at);

-- What was done by whom. Rows are only ever added; their address and device are forgotten by age.
CREATE TABLE audit_events (
  id UUID PRIMARY KEY,
  at TIMESTAMPTZ NOT NULL,
  actor_id UUID,
  acting_as TEXT NOT NULL,
  action TEXT NOT NULL,
  record_kind TEXT NOT NULL,
  record_id UUID,
  community_id UUID,
  person_id UUID,
  before TEXT,
  after TEXT,
  request_id UUID,
  address TEXT,
  device TEXT
);
CREATE INDEX audit_events_by_time ON audit_events (at, id);
CREATE INDEX audit_events_by_actor ON audit_events (actor_id, at);
CREATE INDEX audit_events_by_community ON audit_events (community_id, at);
CREATE INDEX audit_events_by_person ON audit_events (person_id, at);
CREATE INDEX audit_events_by_action ON audit_events (action, at);
CREATE INDEX audit_events_with_origin ON audit_events (at) WHERE address IS NOT NULL OR device IS NOT NULL;

-- What changed, in the order in which readers may see it; the search index follows it.
CREATE TABLE change_log (
  seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record_kind TEXT NOT NULL,
  record_id UUID NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

-- The outbox: work that leaves a transaction as a row in it.
CREATE TABLE jobs (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'done', 'failed')),
  run_at TIMESTAMPTZ NOT NULL,
  attempts BIGINT NOT NULL,
  unique_key TEXT UNIQUE,
  created_at TIMESTAMPTZ NOT NULL,
  claimed_until TIMESTAMPTZ,
  finished_at TIMESTAMPTZ,
  last_error TEXT
);
CREATE INDEX jobs_waiting ON jobs (run_at, id) WHERE state IN ('ready', 'running');
CREATE INDEX jobs_by_state ON jobs (state, created_at);

-- The delivery ledger: for each message, whether it was sent, and if not, why.
CREATE TABLE deliveries (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  person_id UUID REFERENCES people (id),
  community_id UUID,
  about_id UUID,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'withheld', 'failed')),
  reason TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  settled_at TIMESTAMPTZ
);
CREATE INDEX deliveries_by_person ON deliveries (person_id, created_at);
CREATE INDEX deliveries_by_about ON deliveries (about_id, person_id);

CREATE TABLE mail_preferences (
  person_id UUID NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL,
  wanted BOOLEAN NOT NULL,
  PRIMARY KEY (person_id, kind)
);

-- Numbers that pages show, kept in the transaction of the change itself.
CREATE TABLE counters (
  counter TEXT PRIMARY KEY,
  value BIGINT NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL
);
