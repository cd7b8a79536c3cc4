-- Claims that somebody writes, beside those that were taken over or are counted. strength and comparison: how it is known,
-- and with what a measurement was compared. community_id, service_area_id: what it is about, the whole programme where
-- both are null. author_id approves nothing of their own. replaces_id: the claim that this one corrects; notice: what was
-- wrong with that. sealed_at, seal: when it was approved as it is, and a digest of what it said and rested on then.
ALTER TABLE claims
  DROP CONSTRAINT claims_origin_check,
  ADD CONSTRAINT claims_origin_check
    CHECK (origin IN ('computed', 'survey', 'published_elsewhere', 'written')),
  DROP CONSTRAINT claims_state_check,
  ADD CONSTRAINT claims_state_check
    CHECK (state IN ('draft', 'submitted', 'approved', 'withdrawn', 'corrected')),
  ADD COLUMN value_type TEXT,
  ADD COLUMN strength TEXT CHECK (strength IN ('observed', 'reported', 'corroborated', 'measured')),
  ADD COLUMN comparison TEXT,
  ADD COLUMN community_id UUID REFERENCES communities (id),
  ADD COLUMN service_area_id UUID REFERENCES service_areas (id),
  ADD COLUMN author_id UUID REFERENCES people (id),
  ADD COLUMN review_by DATE,
  ADD COLUMN replaces_id UUID REFERENCES claims (id),
  ADD COLUMN notice TEXT,
  ADD COLUMN sealed_at TIMESTAMPTZ,
  ADD COLUMN seal TEXT,
  ADD COLUMN version BIGINT NOT NULL DEFAULT 0,
  ADD CHECK (community_id IS NULL OR service_area_id IS NULL),
  ADD CHECK ((origin = 'written') = (author_id IS NOT NULL AND strength IS NOT NULL)),
  ADD CHECK (origin <> 'written' OR state NOT IN ('approved', 'corrected') OR (seal IS NOT NULL AND review_by IS NOT NULL)),
  ADD CHECK (origin <> 'written' OR state <> 'approved' OR (decided_by_id IS NOT NULL AND decided_by_id <> author_id));
CREATE INDEX claims_written ON claims (state, review_by) WHERE origin = 'written';
CREATE INDEX claims_by_community ON claims (community_id) WHERE community_id IS NOT NULL;
CREATE INDEX claims_by_area ON claims (service_area_id) WHERE service_area_id IS NOT NULL;
CREATE UNIQUE INDEX claims_replacing ON claims (replaces_id) WHERE replaces_id IS NOT NULL;

-- reference: what it is, by its kind: a counter's word, an event, a page, a row of the record, or the address of
-- something elsewhere, which note describes. value, base_n: what that gives. digest: of what it said at approval.
ALTER TABLE evidence
  DROP CONSTRAINT evidence_kind_check,
  ADD CONSTRAINT evidence_kind_check
    CHECK (kind IN ('source', 'counter', 'record', 'event', 'external', 'survey', 'measurement', 'story')),
  ADD COLUMN reference TEXT,
  ADD COLUMN value BIGINT,
  ADD COLUMN base_n BIGINT,
  ADD COLUMN digest TEXT;

-- The headings under which written claims stand, in order. As long as there are none, the site has its own.
CREATE TABLE claim_themes (
  position BIGINT PRIMARY KEY,
  title TEXT NOT NULL UNIQUE
);

-- What people let others quote, in their own words. scopes: words of the places where it may stand. shown_as: how the
-- person is named, as they saw it when they said yes. Whoever declines or takes back leaves nothing but that they did.
CREATE TABLE given_quotes (
  id UUID PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES people (id),
  community_id UUID REFERENCES communities (id),
  theme TEXT,
  body TEXT NOT NULL,
  said_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'asked', 'given', 'declined', 'withdrawn')),
  scopes TEXT NOT NULL,
  attribution TEXT CHECK (attribution IN ('name_and_role', 'role_and_area', 'anonymous')),
  shown_as TEXT,
  expires DATE,
  editor_id UUID NOT NULL REFERENCES people (id),
  written_at TIMESTAMPTZ NOT NULL,
  asked_at TIMESTAMPTZ,
  answered_at TIMESTAMPTZ,
  withdrawn_at TIMESTAMPTZ,
  version BIGINT NOT NULL,
  CHECK (state NOT IN ('declined', 'withdrawn') OR (body = '' AND said_at = '' AND scopes = '' AND shown_as IS NULL)),
  CHECK (state <> 'given' OR (attribution IS NOT NULL AND expires IS NOT NULL AND answered_at IS NOT NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
CREATE INDEX given_quotes_by_person ON given_quotes (person_id);
CREATE INDEX given_quotes_by_state ON given_quotes (state, expires);

-- Copies that were taken off the site for print or the press: what a receipt lists.
CREATE TABLE quote_copies (
  id UUID PRIMARY KEY,
  quote_id UUID NOT NULL REFERENCES given_quotes (id),
  scope TEXT NOT NULL CHECK (scope IN ('print', 'press')),
  purpose TEXT NOT NULL,
  taken_by_id UUID NOT NULL REFERENCES people (id),
  taken_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX quote_copies_by_quote ON quote_copies (quote_id, taken_at);

-- The page of impact as it stood on a day, under an address that stays. body: its bytes, with a mark in the place of each
-- quote, which is filled in when it is read. figures: what it stated, as JSON. seal: a digest of both.
CREATE TABLE publications (
  id UUID PRIMARY KEY,
  slug TEXT COLLATE "C" NOT NULL UNIQUE,
  title TEXT NOT NULL,
  community_id UUID REFERENCES communities (id),
  service_area_id UUID REFERENCES service_areas (id),
  body TEXT NOT NULL,
  figures TEXT NOT NULL,
  seal TEXT NOT NULL,
  published_at TIMESTAMPTZ NOT NULL,
  published_by_id UUID NOT NULL REFERENCES people (id),
  CHECK (community_id IS NULL OR service_area_id IS NULL)
);
CREATE INDEX publications_by_time ON publications (published_at, id);

-- What stands in a publication, so that it can say what has become of it since.
CREATE TABLE publication_claims (
  publication_id UUID NOT NULL REFERENCES publications (id),
  claim_id UUID NOT NULL REFERENCES claims (id),
  PRIMARY KEY (publication_id, claim_id)
);
CREATE TABLE publication_quotes (
  publication_id UUID NOT NULL REFERENCES publications (id),
  quote_id UUID NOT NULL REFERENCES given_quotes (id),
  PRIMARY KEY (publication_id, quote_id)
);
CREATE INDEX publication_quotes_by_quote ON publication_quotes (quote_id);
