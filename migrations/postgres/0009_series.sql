-- What the calendar object of a series says, apart from the sessions that differ from it. Segments from before say
-- what the first of their sessions says.
ALTER TABLE event_segments ADD COLUMN zone TEXT NOT NULL DEFAULT 'UTC';
ALTER TABLE event_segments ADD COLUMN minutes BIGINT NOT NULL DEFAULT 60;
ALTER TABLE event_segments ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE event_segments ADD COLUMN summary TEXT NOT NULL DEFAULT '';
ALTER TABLE event_segments ADD COLUMN place TEXT;
ALTER TABLE event_segments ADD COLUMN joining_link TEXT;

-- Somebody who comes to a series: to each session that there is room for, and to those that are added.
CREATE TABLE series_registrations (
  id UUID PRIMARY KEY,
  series_id UUID NOT NULL REFERENCES event_series (id),
  person_id UUID NOT NULL REFERENCES people (id),
  place TEXT NOT NULL CHECK (place IN ('in_person', 'online')),
  since TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,
  version BIGINT NOT NULL,
  UNIQUE (series_id, person_id)
);
CREATE INDEX series_registrations_by_person ON series_registrations (person_id);

-- revision: raised when a person's own entry of a segment has to change while the segment does not. told_sequence: the
-- SEQUENCE that their calendar was last sent.
CREATE TABLE series_entries (
  series_registration_id UUID NOT NULL REFERENCES series_registrations (id),
  segment_id UUID NOT NULL REFERENCES event_segments (id),
  revision BIGINT NOT NULL,
  told_sequence BIGINT,
  PRIMARY KEY (series_registration_id, segment_id)
);

-- Set where the place is one of a series: the person's calendar has one object for all of them.
ALTER TABLE registrations ADD COLUMN series_registration_id UUID REFERENCES series_registrations (id);
CREATE INDEX registrations_by_series ON registrations (series_registration_id) WHERE series_registration_id IS NOT NULL;
