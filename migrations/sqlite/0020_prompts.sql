-- Questions that people were asked about something that happened: in the words of which cycle, and what they answered. What
-- was asked in another way (by the pulse of an event, by the letter about a story) is here too, so that nobody is asked more
-- than once a fortnight. reference_id: what happened, by its occasion: an event, a story. story_id: the draft that the
-- answer was made into; it may have been thrown away since.
CREATE TABLE prompts (
  id BLOB PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES people (id),
  occasion TEXT NOT NULL CHECK (occasion IN ('session', 'story')),
  reference_id BLOB NOT NULL,
  cycle TEXT NOT NULL CHECK (cycle IN ('immediate', 'applied', 'realised')),
  happened_on TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('elsewhere', 'open', 'answered', 'put_aside')),
  outcome TEXT CHECK (outcome IN ('yes', 'not_yet', 'nothing')),
  body TEXT NOT NULL,
  answered_at INTEGER,
  story_id BLOB,
  version INTEGER NOT NULL,
  UNIQUE (person_id, occasion, reference_id, cycle),
  CHECK ((state = 'answered') = (outcome IS NOT NULL AND answered_at IS NOT NULL)),
  CHECK (state = 'answered' OR (body = '' AND story_id IS NULL))
) STRICT;
CREATE INDEX prompts_by_person ON prompts (person_id, asked_on);
CREATE INDEX prompts_unanswered ON prompts (asked_on) WHERE state <> 'answered';
