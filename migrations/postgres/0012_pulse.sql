-- Where answers to the same questions by the same people are collected; see the decision on ballots. What people were
-- told when it opened does not change: asked, minimum and words_from are theirs. counted_at: no more ballots come.
CREATE TABLE ballot_boxes (
  id UUID PRIMARY KEY,
  event_id UUID NOT NULL UNIQUE REFERENCES events (id),
  asked BIGINT NOT NULL,
  minimum BIGINT NOT NULL CHECK (minimum >= 10),
  words_from BIGINT NOT NULL CHECK (words_from >= minimum),
  opens_at TIMESTAMPTZ NOT NULL,
  closes_at TIMESTAMPTZ NOT NULL,
  counted_at TIMESTAMPTZ
);

-- Who is asked, and whether a ballot of theirs is written down. The ids are random. It is gone when all is counted.
CREATE TABLE ballot_roll (
  id UUID PRIMARY KEY,
  box_id UUID NOT NULL REFERENCES ballot_boxes (id),
  person_id UUID REFERENCES people (id),
  guest_id UUID REFERENCES guests (id),
  has_answered BOOLEAN NOT NULL,
  UNIQUE (box_id, person_id),
  UNIQUE (box_id, guest_id),
  CHECK ((person_id IS NULL) <> (guest_id IS NULL))
);
CREATE INDEX ballot_roll_by_person ON ballot_roll (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX ballot_roll_by_guest ON ballot_roll (guest_id) WHERE guest_id IS NOT NULL;

-- Anonymous answers: a random id and the answer, and never anything else. The rows of a batch stand in the file in the
-- order in which they were written, which is shuffled.
CREATE TABLE ballots (
  box_id UUID NOT NULL REFERENCES ballot_boxes (id),
  question TEXT NOT NULL,
  id UUID NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (box_id, question, id)
);

-- A message goes to the members of a community, or to those who registered for an event.
ALTER TABLE broadcasts ALTER COLUMN community_id DROP NOT NULL;
ALTER TABLE broadcasts ADD COLUMN event_id UUID REFERENCES events (id);
ALTER TABLE broadcasts DROP CONSTRAINT broadcasts_audience_check;
ALTER TABLE broadcasts ADD CONSTRAINT broadcasts_audience_check
  CHECK (audience IN ('all', 'core', 'confirmed', 'waiting'));
ALTER TABLE broadcasts ADD CHECK ((community_id IS NULL) <> (event_id IS NULL));
CREATE INDEX broadcasts_by_event ON broadcasts (event_id, created_at) WHERE event_id IS NOT NULL;

-- What a speaker has said. words: to the hosts.
ALTER TABLE event_speakers ADD COLUMN asked_at TIMESTAMPTZ;
ALTER TABLE event_speakers ADD COLUMN answered_at TIMESTAMPTZ;
ALTER TABLE event_speakers ADD COLUMN agrees_to_recording BOOLEAN;
ALTER TABLE event_speakers ADD COLUMN words TEXT;

-- Slides of an event. Their bytes are stored under the id; digest is their SHA-256 in hexadecimal.
CREATE TABLE event_slides (
  id UUID PRIMARY KEY,
  event_id UUID NOT NULL REFERENCES events (id),
  speaker_id UUID REFERENCES event_speakers (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  digest TEXT NOT NULL,
  added_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX event_slides_by_event ON event_slides (event_id, added_at, id);
CREATE INDEX event_slides_by_speaker ON event_slides (speaker_id) WHERE speaker_id IS NOT NULL;
