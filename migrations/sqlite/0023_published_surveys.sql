-- What others published of surveys that were asked elsewhere, entered by hand. since, until, asked: where they were
-- published too.
CREATE TABLE published_surveys (
  id BLOB PRIMARY KEY,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  address TEXT NOT NULL,
  since TEXT,
  until TEXT,
  asked INTEGER,
  entered_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

-- Their figures: shares of answers. agreed, base: how many agreed, and how many answered, where that was published.
CREATE TABLE published_figures (
  survey_id BLOB NOT NULL REFERENCES published_surveys (id),
  position INTEGER NOT NULL,
  statement TEXT NOT NULL,
  percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
  agreed INTEGER,
  base INTEGER CHECK (base > 0),
  value_type TEXT,
  PRIMARY KEY (survey_id, position),
  CHECK (agreed IS NULL OR agreed BETWEEN 0 AND base)
) STRICT, WITHOUT ROWID;

-- What claims rest on can be such a figure: reference names the report and the statement.
ALTER TABLE evidence RENAME TO evidence_before;
CREATE TABLE evidence (
  claim_id BLOB NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('source', 'counter', 'record', 'event', 'external', 'survey', 'measurement',
    'story', 'published')),
  source_id BLOB REFERENCES sources (id),
  record_row_id BLOB REFERENCES record_rows (id),
  note TEXT,
  reference TEXT,
  value INTEGER,
  base_n INTEGER,
  digest TEXT,
  PRIMARY KEY (claim_id, position)
) STRICT;
INSERT INTO evidence (claim_id, position, kind, source_id, record_row_id, note, reference, value, base_n, digest)
SELECT claim_id, position, kind, source_id, record_row_id, note, reference, value, base_n, digest FROM evidence_before;
DROP TABLE evidence_before;
