-- Pages on which something was published.
CREATE TABLE sources (
  id UUID PRIMARY KEY,
  code TEXT COLLATE "C" NOT NULL UNIQUE,
  title TEXT NOT NULL,
  address TEXT NOT NULL
);

-- The rows of an imported record, as they were read: what an imported claim is checked against.
CREATE TABLE record_rows (
  id UUID PRIMARY KEY,
  file TEXT NOT NULL,
  line BIGINT NOT NULL,
  content TEXT NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL,
  UNIQUE (file, line)
);

CREATE TABLE claims (
  id UUID PRIMARY KEY,
  key TEXT COLLATE "C" NOT NULL UNIQUE,
  origin TEXT NOT NULL CHECK (origin IN ('computed', 'survey', 'published_elsewhere')),
  measure TEXT NOT NULL CHECK (measure IN ('count', 'percent_agree', 'statement')),
  statement TEXT NOT NULL,
  wording TEXT CHECK (wording IN ('exact', 'paraphrase')),
  level TEXT,
  theme TEXT,
  survey TEXT,
  fieldwork TEXT COLLATE "C",
  reported TEXT COLLATE "C",
  definition TEXT,
  definition_version BIGINT,
  as_of TEXT COLLATE "C",
  value BIGINT,
  qualifier TEXT CHECK (qualifier IN ('exactly', 'about', 'more_than')),
  base_n BIGINT,
  response_rate BIGINT,
  position BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'withdrawn')),
  recorded_at TIMESTAMPTZ NOT NULL,
  decided_by_id UUID REFERENCES people (id),
  decided_at TIMESTAMPTZ,
  decision_note TEXT
);
CREATE INDEX claims_by_position ON claims (position, id);

CREATE TABLE evidence (
  claim_id UUID NOT NULL REFERENCES claims (id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('source', 'counter', 'record')),
  source_id UUID REFERENCES sources (id),
  record_row_id UUID REFERENCES record_rows (id),
  note TEXT,
  PRIMARY KEY (claim_id, position)
);

CREATE TABLE quotes (
  id UUID PRIMARY KEY,
  survey TEXT NOT NULL,
  theme TEXT,
  summary TEXT NOT NULL,
  source_id UUID NOT NULL REFERENCES sources (id),
  record_row_id UUID REFERENCES record_rows (id),
  position BIGINT NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE recognitions (
  id UUID PRIMARY KEY,
  held TEXT COLLATE "C" NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT,
  category TEXT,
  result TEXT,
  note TEXT,
  source_id UUID NOT NULL REFERENCES sources (id),
  record_row_id UUID REFERENCES record_rows (id),
  recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE news_items (
  id UUID PRIMARY KEY,
  published TEXT COLLATE "C" NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT,
  community_id UUID REFERENCES communities (id),
  source_id UUID REFERENCES sources (id),
  record_row_id UUID REFERENCES record_rows (id),
  recorded_at TIMESTAMPTZ NOT NULL,
  CHECK (body IS NOT NULL OR source_id IS NOT NULL)
);
CREATE INDEX news_items_by_date ON news_items (published, id);

-- How a page spoke of a community at a time; nothing follows from it for today.
CREATE TABLE community_sightings (
  id UUID PRIMARY KEY,
  community_id UUID NOT NULL REFERENCES communities (id),
  as_of TEXT COLLATE "C" NOT NULL,
  seen_as TEXT NOT NULL CHECK (seen_as IN ('current', 'announced', 'planned')),
  announced TEXT COLLATE "C",
  source_id UUID NOT NULL REFERENCES sources (id),
  record_row_id UUID REFERENCES record_rows (id),
  recorded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX community_sightings_by_community ON community_sightings (community_id, as_of);
