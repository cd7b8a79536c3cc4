-- What others published of surveys that were asked elsewhere, entered by hand. since, until, asked: where they were
-- published too.
CREATE TABLE published_surveys (
  id UUID PRIMARY KEY,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  address TEXT NOT NULL,
  since DATE,
  until DATE,
  asked BIGINT,
  entered_at TIMESTAMPTZ NOT NULL,
  version BIGINT NOT NULL
);

-- Their figures: shares of answers. agreed, base: how many agreed, and how many answered, where that was published.
CREATE TABLE published_figures (
  survey_id UUID NOT NULL REFERENCES published_surveys (id),
  position BIGINT NOT NULL,
  statement TEXT NOT NULL,
  percent BIGINT NOT NULL CHECK (percent BETWEEN 0 AND 100),
  agreed BIGINT,
  base BIGINT CHECK (base > 0),
  value_type TEXT,
  PRIMARY KEY (survey_id, position),
  CHECK (agreed IS NULL OR agreed BETWEEN 0 AND base)
);

-- What claims rest on can be such a figure: reference names the report and the statement.
ALTER TABLE evidence
  DROP CONSTRAINT evidence_kind_check,
  ADD CONSTRAINT evidence_kind_check
    CHECK (kind IN ('source', 'counter', 'record', 'event', 'external', 'survey', 'measurement', 'story', 'published'));
