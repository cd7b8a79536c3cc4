-- A statement of the bank keeps its key; another wording is another edition.
CREATE TABLE survey_statements (
  id UUID PRIMARY KEY,
  key TEXT NOT NULL,
  edition BIGINT NOT NULL,
  wording TEXT NOT NULL,
  value_type TEXT CHECK (value_type IN ('immediate', 'potential', 'applied', 'realised', 'transformative', 'enabling', 'strategic', 'orienting')),
  written_at TIMESTAMPTZ NOT NULL,
  UNIQUE (key, edition)
);

-- family_id: the first edition. items: a list, as domain::surveys::items reads it. A survey that is frozen has been
-- asked, and does not change any more.
CREATE TABLE surveys (
  id UUID PRIMARY KEY,
  family_id UUID NOT NULL REFERENCES surveys (id),
  edition BIGINT NOT NULL,
  title TEXT NOT NULL,
  introduction TEXT NOT NULL,
  items TEXT NOT NULL,
  begun_at TIMESTAMPTZ NOT NULL,
  frozen_at TIMESTAMPTZ,
  version BIGINT NOT NULL,
  UNIQUE (family_id, edition)
);

-- asked: which people, as domain::surveys::waves reads it. attributes: a list of words, by which answers are told apart.
-- Neither names a person: who is asked is the roll of the box, until all is counted.
CREATE TABLE survey_waves (
  id UUID PRIMARY KEY,
  survey_id UUID NOT NULL REFERENCES surveys (id),
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'trial', 'open', 'closed', 'called_off')),
  asked TEXT NOT NULL,
  attributes TEXT NOT NULL,
  box_id UUID UNIQUE REFERENCES ballot_boxes (id),
  reminders BIGINT NOT NULL,
  begun_at TIMESTAMPTZ NOT NULL,
  reason TEXT,
  outcome TEXT,
  told_at TIMESTAMPTZ,
  version BIGINT NOT NULL,
  CHECK ((box_id IS NULL) = (state IN ('draft', 'trial')))
);
CREATE INDEX survey_waves_by_survey ON survey_waves (survey_id);
CREATE INDEX survey_waves_by_state ON survey_waves (state);
