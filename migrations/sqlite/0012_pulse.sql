-- Where answers to the same questions by the same people are collected; see the decision on ballots. What people were
-- told when it opened does not change: asked, minimum and words_from are theirs. counted_at: no more ballots come.
CREATE TABLE ballot_boxes (
  id BLOB PRIMARY KEY,
  event_id BLOB NOT NULL UNIQUE REFERENCES events (id),
  asked INTEGER NOT NULL,
  minimum INTEGER NOT NULL CHECK (minimum >= 10),
  words_from INTEGER NOT NULL CHECK (words_from >= minimum),
  opens_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  counted_at INTEGER
) STRICT;

-- Who is asked, and whether a ballot of theirs is written down. The ids are random. It is gone when all is counted.
CREATE TABLE ballot_roll (
  id BLOB PRIMARY KEY,
  box_id BLOB NOT NULL REFERENCES ballot_boxes (id),
  person_id BLOB REFERENCES people (id),
  guest_id BLOB REFERENCES guests (id),
  has_answered INTEGER NOT NULL,
  UNIQUE (box_id, person_id),
  UNIQUE (box_id, guest_id),
  CHECK ((person_id IS NULL) <> (guest_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX ballot_roll_by_person ON ballot_roll (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX ballot_roll_by_guest ON ballot_roll (guest_id) WHERE guest_id IS NOT NULL;

-- Anonymous answers: a random id and the answer, and never anything else. Without row numbers there is no order but
-- that of the ids.
CREATE TABLE ballots (
  box_id BLOB NOT NULL REFERENCES ballot_boxes (id),
  question TEXT NOT NULL,
  id BLOB NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (box_id, question, id)
) STRICT, WITHOUT ROWID;

-- A message goes to the members of a community, or to those who registered for an event.
CREATE TABLE broadcasts_with_events (
  id BLOB PRIMARY KEY,
  community_id BLOB REFERENCES communities (id),
  author_id BLOB NOT NULL REFERENCES people (id),
  audience TEXT NOT NULL CHECK (audience IN ('all', 'core', 'confirmed', 'waiting')),
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  recipients INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'called_off', 'sent')),
  created_at INTEGER NOT NULL,
  send_at INTEGER NOT NULL,
  event_id BLOB REFERENCES events (id),
  CHECK ((community_id IS NULL) <> (event_id IS NULL))
) STRICT;
INSERT INTO broadcasts_with_events
  (id, community_id, author_id, audience, subject, body, recipients, state, created_at, send_at)
  SELECT id, community_id, author_id, audience, subject, body, recipients, state, created_at, send_at FROM broadcasts;
DROP TABLE broadcasts;
ALTER TABLE broadcasts_with_events RENAME TO broadcasts;
CREATE INDEX broadcasts_by_community ON broadcasts (community_id, created_at);
CREATE INDEX broadcasts_by_event ON broadcasts (event_id, created_at) WHERE event_id IS NOT NULL;

-- What a speaker has said. words: to the hosts.
ALTER TABLE event_speakers ADD COLUMN asked_at INTEGER;
ALTER TABLE event_speakers ADD COLUMN answered_at INTEGER;
ALTER TABLE event_speakers ADD COLUMN agrees_to_recording INTEGER;
ALTER TABLE event_speakers ADD COLUMN words TEXT;

-- Slides of an event. Their bytes are stored under the id; digest is their SHA-256 in hexadecimal.
CREATE TABLE event_slides (
  id BLOB PRIMARY KEY,
  event_id BLOB NOT NULL REFERENCES events (id),
  speaker_id BLOB REFERENCES event_speakers (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX event_slides_by_event ON event_slides (event_id, added_at, id);
CREATE INDEX event_slides_by_speaker ON event_slides (speaker_id) WHERE speaker_id IS NOT NULL;
