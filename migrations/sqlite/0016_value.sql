-- What a community hopes for in each kind of value, before anything is measured or told. owner_id: who looks after it.
CREATE TABLE framings (
  community_id BLOB NOT NULL REFERENCES communities (id),
  value_type TEXT NOT NULL CHECK (value_type IN ('immediate', 'potential', 'applied', 'realised', 'transformative', 'enabling', 'strategic', 'orienting')),
  aspiration TEXT NOT NULL,
  conditions TEXT NOT NULL,
  risks TEXT NOT NULL,
  mitigations TEXT NOT NULL,
  planned TEXT NOT NULL,
  owner_id BLOB REFERENCES people (id),
  review_by TEXT,
  author_id BLOB NOT NULL REFERENCES people (id),
  written_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (community_id, value_type)
) STRICT;

-- What is measured for a community. baseline, target: thousandths. automatic: what the site counts by itself, if it does.
CREATE TABLE indicators (
  id BLOB PRIMARY KEY,
  community_id BLOB NOT NULL REFERENCES communities (id),
  value_type TEXT NOT NULL CHECK (value_type IN ('immediate', 'potential', 'applied', 'realised', 'transformative', 'enabling', 'strategic', 'orienting')),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  source TEXT NOT NULL,
  level TEXT CHECK (level IN ('individual', 'team', 'practice_area', 'organisation', 'sector')),
  kind TEXT NOT NULL CHECK (kind IN ('effect', 'contribution')),
  measure TEXT NOT NULL CHECK (measure IN ('number', 'percent')),
  unit TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('up', 'down', 'keep')),
  baseline INTEGER,
  baseline_on TEXT,
  target INTEGER,
  target_by TEXT,
  automatic TEXT,
  author_id BLOB NOT NULL REFERENCES people (id),
  created_at INTEGER NOT NULL,
  retired_at INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (community_id, value_type, number)
) STRICT;
CREATE INDEX indicators_counted ON indicators (id) WHERE automatic IS NOT NULL AND retired_at IS NULL;

-- value: thousandths. is_counted: by the site, from its own records.
CREATE TABLE measurements (
  id BLOB PRIMARY KEY,
  indicator_id BLOB NOT NULL REFERENCES indicators (id),
  measured_on TEXT NOT NULL,
  value INTEGER NOT NULL,
  base_n INTEGER CHECK (base_n > 0),
  note TEXT,
  is_counted INTEGER NOT NULL,
  recorded_by_id BLOB REFERENCES people (id),
  recorded_at INTEGER NOT NULL,
  UNIQUE (indicator_id, measured_on),
  CHECK (is_counted <> (recorded_by_id IS NOT NULL))
) STRICT;

-- Stories of what difference a community made. teller_id: whose it is; writer_id: who wrote it, for themselves or for
-- somebody who has_agreed or not. beginning, address: with what it began that is no event of this site.
CREATE TABLE stories (
  id BLOB PRIMARY KEY,
  community_id BLOB NOT NULL REFERENCES communities (id),
  title TEXT NOT NULL,
  teller_id BLOB NOT NULL REFERENCES people (id),
  writer_id BLOB NOT NULL REFERENCES people (id),
  has_agreed INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'offered', 'shared', 'returned', 'withdrawn')),
  audience TEXT NOT NULL CHECK (audience IN ('community', 'organisation', 'public')),
  naming TEXT NOT NULL CHECK (naming IN ('name', 'role', 'nobody')),
  others TEXT NOT NULL CHECK (others IN ('none', 'agreed', 'not_agreed')),
  level TEXT CHECK (level IN ('individual', 'team', 'practice_area', 'organisation', 'sector')),
  event_id BLOB REFERENCES events (id),
  beginning TEXT NOT NULL,
  address TEXT NOT NULL,
  contributors TEXT NOT NULL,
  otherwise TEXT NOT NULL,
  follow_up TEXT,
  note TEXT,
  written_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  shared_at INTEGER,
  version INTEGER NOT NULL,
  CHECK (has_agreed OR teller_id <> writer_id),
  CHECK (has_agreed OR state IN ('draft', 'offered', 'returned')),
  CHECK (state <> 'shared' OR (shared_at IS NOT NULL AND others <> 'not_agreed'))
) STRICT;
CREATE INDEX stories_by_community ON stories (community_id, state, shared_at);
CREATE INDEX stories_by_teller ON stories (teller_id);
CREATE INDEX stories_by_writer ON stories (writer_id);

-- happened: when, as exactly as the teller knows.
CREATE TABLE story_steps (
  story_id BLOB NOT NULL REFERENCES stories (id),
  position INTEGER NOT NULL,
  value_type TEXT NOT NULL CHECK (value_type IN ('immediate', 'potential', 'applied', 'realised', 'transformative', 'enabling', 'strategic', 'orienting')),
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('happened', 'partly', 'hoped_for', 'did_not_happen')),
  happened TEXT,
  evidence TEXT NOT NULL,
  indicator_id BLOB REFERENCES indicators (id),
  PRIMARY KEY (story_id, position)
) STRICT;
CREATE INDEX story_steps_by_indicator ON story_steps (indicator_id) WHERE indicator_id IS NOT NULL;

-- Who is asked for their word on a story, and what they say.
CREATE TABLE story_words (
  id BLOB PRIMARY KEY,
  story_id BLOB NOT NULL REFERENCES stories (id),
  person_id BLOB NOT NULL REFERENCES people (id),
  asked_at INTEGER NOT NULL,
  word TEXT CHECK (word IN ('confirms', 'partly_confirms', 'cannot_say')),
  note TEXT,
  answered_at INTEGER,
  UNIQUE (story_id, person_id),
  CHECK ((word IS NULL) = (answered_at IS NULL))
) STRICT;
CREATE INDEX story_words_by_person ON story_words (person_id);

-- What taking part is worth to one person, overall. Nobody else reads it before it is shared.
CREATE TABLE narratives (
  person_id BLOB PRIMARY KEY REFERENCES people (id),
  reasons TEXT NOT NULL,
  activities TEXT NOT NULL,
  is_shared INTEGER NOT NULL,
  written_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE narrative_rows (
  person_id BLOB NOT NULL REFERENCES narratives (person_id),
  part TEXT NOT NULL CHECK (part IN ('myself', 'connections', 'practice', 'influence')),
  body TEXT NOT NULL,
  example TEXT NOT NULL,
  PRIMARY KEY (person_id, part)
) STRICT;
