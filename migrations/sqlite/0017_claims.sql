-- Claims that somebody writes, beside those that were taken over or are counted. strength and comparison: how it is known,
-- and with what a measurement was compared. community_id, service_area_id: what it is about, the whole programme where
-- both are null. author_id approves nothing of their own. replaces_id: the claim that this one corrects; notice: what was
-- wrong with that. sealed_at, seal: when it was approved as it is, and a digest of what it said and rested on then.
DROP INDEX claims_by_position;
ALTER TABLE evidence RENAME TO evidence_before;
ALTER TABLE claims RENAME TO claims_before;
CREATE TABLE claims (
  id BLOB PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL CHECK (origin IN ('computed', 'survey', 'published_elsewhere', 'written')),
  measure TEXT NOT NULL CHECK (measure IN ('count', 'percent_agree', 'statement')),
  statement TEXT NOT NULL,
  wording TEXT CHECK (wording IN ('exact', 'paraphrase')),
  level TEXT,
  theme TEXT,
  survey TEXT,
  fieldwork TEXT,
  reported TEXT,
  definition TEXT,
  definition_version INTEGER,
  as_of TEXT,
  value INTEGER,
  qualifier TEXT CHECK (qualifier IN ('exactly', 'about', 'more_than')),
  base_n INTEGER,
  response_rate INTEGER,
  position INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'withdrawn', 'corrected')),
  recorded_at INTEGER NOT NULL,
  decided_by_id BLOB REFERENCES people (id),
  decided_at INTEGER,
  decision_note TEXT,
  value_type TEXT,
  strength TEXT CHECK (strength IN ('observed', 'reported', 'corroborated', 'measured')),
  comparison TEXT,
  community_id BLOB REFERENCES communities (id),
  service_area_id BLOB REFERENCES service_areas (id),
  author_id BLOB REFERENCES people (id),
  review_by TEXT,
  replaces_id BLOB REFERENCES claims (id),
  notice TEXT,
  sealed_at INTEGER,
  seal TEXT,
  version INTEGER NOT NULL DEFAULT 0,
  CHECK (community_id IS NULL OR service_area_id IS NULL),
  CHECK ((origin = 'written') = (author_id IS NOT NULL AND strength IS NOT NULL)),
  CHECK (origin <> 'written' OR state NOT IN ('approved', 'corrected') OR (seal IS NOT NULL AND review_by IS NOT NULL)),
  CHECK (origin <> 'written' OR state <> 'approved' OR (decided_by_id IS NOT NULL AND decided_by_id <> author_id))
) STRICT;
INSERT INTO claims (id, key, origin, measure, statement, wording, level, theme, survey, fieldwork, reported, definition,
  definition_version, as_of, value, qualifier, base_n, response_rate, position, state, recorded_at, decided_by_id,
  decided_at, decision_note)
SELECT id, key, origin, measure, statement, wording, level, theme, survey, fieldwork, reported, definition,
  definition_version, as_of, value, qualifier, base_n, response_rate, position, state, recorded_at, decided_by_id,
  decided_at, decision_note FROM claims_before;
CREATE INDEX claims_by_position ON claims (position, id);
CREATE INDEX claims_written ON claims (state, review_by) WHERE origin = 'written';
CREATE INDEX claims_by_community ON claims (community_id) WHERE community_id IS NOT NULL;
CREATE INDEX claims_by_area ON claims (service_area_id) WHERE service_area_id IS NOT NULL;
CREATE UNIQUE INDEX claims_replacing ON claims (replaces_id) WHERE replaces_id IS NOT NULL;

-- reference: what it is, by its kind: a counter's word, an event, a page, a row of the record, or the address of
-- something elsewhere, which note describes. value, base_n: what that gives. digest: of what it said at approval.
CREATE TABLE evidence (
  claim_id BLOB NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('source', 'counter', 'record', 'event', 'external', 'survey', 'measurement',
    'story')),
  source_id BLOB REFERENCES sources (id),
  record_row_id BLOB REFERENCES record_rows (id),
  note TEXT,
  reference TEXT,
  value INTEGER,
  base_n INTEGER,
  digest TEXT,
  PRIMARY KEY (claim_id, position)
) STRICT;
INSERT INTO evidence (claim_id, position, kind, source_id, record_row_id, note)
SELECT claim_id, position, kind, source_id, record_row_id, note FROM evidence_before;
DROP TABLE evidence_before;
DROP TABLE claims_before;

-- The headings under which written claims stand, in order. As long as there are none, the site has its own.
CREATE TABLE claim_themes (
  position INTEGER PRIMARY KEY,
  title TEXT NOT NULL UNIQUE
) STRICT;

-- What people let others quote, in their own words. scopes: words of the places where it may stand. shown_as: how the
-- person is named, as they saw it when they said yes. Whoever declines or takes back leaves nothing but that they did.
CREATE TABLE given_quotes (
  id BLOB PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES people (id),
  community_id BLOB REFERENCES communities (id),
  theme TEXT,
  body TEXT NOT NULL,
  said_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'asked', 'given', 'declined', 'withdrawn')),
  scopes TEXT NOT NULL,
  attribution TEXT CHECK (attribution IN ('name_and_role', 'role_and_area', 'anonymous')),
  shown_as TEXT,
  expires TEXT,
  editor_id BLOB NOT NULL REFERENCES people (id),
  written_at INTEGER NOT NULL,
  asked_at INTEGER,
  answered_at INTEGER,
  withdrawn_at INTEGER,
  version INTEGER NOT NULL,
  CHECK (state NOT IN ('declined', 'withdrawn') OR (body = '' AND said_at = '' AND scopes = '' AND shown_as IS NULL)),
  CHECK (state <> 'given' OR (attribution IS NOT NULL AND expires IS NOT NULL AND answered_at IS NOT NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL))
) STRICT;
CREATE INDEX given_quotes_by_person ON given_quotes (person_id);
CREATE INDEX given_quotes_by_state ON given_quotes (state, expires);

-- Copies that were taken off the site for print or the press: what a receipt lists.
CREATE TABLE quote_copies (
  id BLOB PRIMARY KEY,
  quote_id BLOB NOT NULL REFERENCES given_quotes (id),
  scope TEXT NOT NULL CHECK (scope IN ('print', 'press')),
  purpose TEXT NOT NULL,
  taken_by_id BLOB NOT NULL REFERENCES people (id),
  taken_at INTEGER NOT NULL
) STRICT;
CREATE INDEX quote_copies_by_quote ON quote_copies (quote_id, taken_at);

-- The page of impact as it stood on a day, under an address that stays. body: its bytes, with a mark in the place of each
-- quote, which is filled in when it is read. figures: what it stated, as JSON. seal: a digest of both.
CREATE TABLE publications (
  id BLOB PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  community_id BLOB REFERENCES communities (id),
  service_area_id BLOB REFERENCES service_areas (id),
  body TEXT NOT NULL,
  figures TEXT NOT NULL,
  seal TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  published_by_id BLOB NOT NULL REFERENCES people (id),
  CHECK (community_id IS NULL OR service_area_id IS NULL)
) STRICT;
CREATE INDEX publications_by_time ON publications (published_at, id);

-- What stands in a publication, so that it can say what has become of it since.
CREATE TABLE publication_claims (
  publication_id BLOB NOT NULL REFERENCES publications (id),
  claim_id BLOB NOT NULL REFERENCES claims (id),
  PRIMARY KEY (publication_id, claim_id)
) STRICT;
CREATE TABLE publication_quotes (
  publication_id BLOB NOT NULL REFERENCES publications (id),
  quote_id BLOB NOT NULL REFERENCES given_quotes (id),
  PRIMARY KEY (publication_id, quote_id)
) STRICT;
CREATE INDEX publication_quotes_by_quote ON publication_quotes (quote_id);
