-- Who was at an event, once for each person or guest, and how it is known. minutes: what a report measured.
CREATE TABLE attendances (
  id UUID PRIMARY KEY,
  event_id UUID NOT NULL REFERENCES events (id),
  person_id UUID REFERENCES people (id),
  guest_id UUID REFERENCES guests (id),
  way TEXT NOT NULL CHECK (way IN ('code', 'door', 'host', 'report')),
  at TIMESTAMPTZ NOT NULL,
  minutes BIGINT,
  UNIQUE (event_id, person_id),
  UNIQUE (event_id, guest_id),
  CHECK ((person_id IS NULL) <> (guest_id IS NULL))
);
CREATE INDEX attendances_by_person ON attendances (person_id, event_id) WHERE person_id IS NOT NULL;
CREATE INDEX attendances_by_guest ON attendances (guest_id, event_id) WHERE guest_id IS NOT NULL;

-- How many were there, kept beside the event: the rows above, and others whom nobody knows by name.
CREATE TABLE event_attendance (
  event_id UUID PRIMARY KEY REFERENCES events (id),
  came BIGINT NOT NULL,
  others BIGINT NOT NULL
);
