-- Pages on which something was published.
CREATE TABLE sources (
  id BLOB PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  address TEXT NOT NULL
) STRICT;

-- The rows of an imported record, as they were read: what an imported claim is checked against.
CREATE TABLE record_rows (
  id BLOB PRIMARY KEY,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  UNIQUE (file, line)
) STRICT;

CREATE TABLE claims (
  id BLOB PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL CHECK (origin IN ('computed', 'survey', 'published_elsewhere')),
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
  state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'withdrawn')),
  recorded_at INTEGER NOT NULL,
  decided_by_id BLOB REFERENCES people (id),
  decided_at INTEGER,
  decision_note TEXT
) STRICT;
CREATE INDEX claims_by_position ON claims (position, id);

CREATE TABLE evidence (
  claim_id BLOB NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('source', 'counter', 'record')),
  source_id BLOB REFERENCES sources (id),
  record_row_id BLOB REFERENCES record_rows (id),
  note TEXT,
  PRIMARY KEY (claim_id, position)
) STRICT;

CREATE TABLE quotes (
  id BLOB PRIMARY KEY,
  survey TEXT NOT NULL,
  theme TEXT,
  summary TEXT NOT NULL,
  source_id BLOB NOT NULL REFERENCES sources (id),
  record_row_id BLOB REFERENCES record_rows (id),
  position INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recognitions (
  id BLOB PRIMARY KEY,
  held TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT,
  category TEXT,
  result TEXT,
  note TEXT,
  source_id BLOB NOT NULL REFERENCES sources (id),
  record_row_id BLOB REFERENCES record_rows (id),
  recorded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE news_items (
  id BLOB PRIMARY KEY,
  published TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT,
  community_id BLOB REFERENCES communities (id),
  source_id BLOB REFERENCES sources (id),
  record_row_id BLOB REFERENCES record_rows (id),
  recorded_at INTEGER NOT NULL,
  CHECK (body IS NOT NULL OR source_id IS NOT NULL)
) STRICT;
CREATE INDEX news_items_by_date ON news_items (published, id);

-- How a page spoke of a community at a time; nothing follows from it for today.
CREATE TABLE community_sightings (
  id BLOB PRIMARY KEY,
  community_id BLOB NOT NULL REFERENCES communities (id),
  as_of TEXT NOT NULL,
  seen_as TEXT NOT NULL CHECK (seen_as IN ('current', 'announced', 'planned')),
  announced TEXT,
  source_id BLOB NOT NULL REFERENCES sources (id),
  record_row_id BLOB REFERENCES record_rows (id),
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX community_sightings_by_community ON community_sightings (community_id, as_of);
