-- Several sessions as one thing.
CREATE TABLE event_series (
  id BLOB PRIMARY KEY,
  created_by_id BLOB REFERENCES people (id),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

-- One calendar object of a series: "this and following" ends one and begins the next.
CREATE TABLE event_segments (
  id BLOB PRIMARY KEY,
  series_id BLOB NOT NULL REFERENCES event_series (id),
  position INTEGER NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL,
  rule TEXT NOT NULL,
  first_local TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  UNIQUE (series_id, position)
) STRICT;

-- One session with its own page. Its wall-clock time and zone are what was agreed; the instants follow from them.
-- slot: the wall-clock time at which the series' rule puts it, wherever it was moved to.
CREATE TABLE events (
  id BLOB PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'called_off')),
  kind TEXT NOT NULL CHECK (kind IN ('lunch_and_learn', 'webinar', 'core_meeting', 'workshop', 'social', 'sponsor_meeting')),
  audience TEXT NOT NULL CHECK (audience IN ('public', 'staff', 'members', 'core')),
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,
  preparation TEXT NOT NULL,
  local_start TEXT NOT NULL,
  is_second INTEGER NOT NULL,
  zone TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('in_person', 'online', 'both')),
  place TEXT,
  joining_link TEXT,
  seats INTEGER,
  online_seats INTEGER,
  policy TEXT NOT NULL CHECK (policy IN ('first_come', 'offers')),
  offer_hours INTEGER NOT NULL,
  closes_at INTEGER,
  is_recorded INTEGER NOT NULL,
  seeks_speakers INTEGER NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL,
  series_id BLOB REFERENCES event_series (id),
  segment_id BLOB REFERENCES event_segments (id),
  slot TEXT,
  created_by_id BLOB REFERENCES people (id),
  created_at INTEGER NOT NULL,
  published_at INTEGER,
  called_off_at INTEGER,
  reason TEXT,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CHECK ((series_id IS NULL) = (segment_id IS NULL) AND (series_id IS NULL) = (slot IS NULL)),
  CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX events_by_time ON events (starts_at, id);
CREATE INDEX events_by_series ON events (series_id, slot);

-- The communities that hold an event; the first one answers for it.
CREATE TABLE event_communities (
  event_id BLOB NOT NULL REFERENCES events (id),
  community_id BLOB NOT NULL REFERENCES communities (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (event_id, community_id)
) STRICT;
CREATE INDEX event_communities_by_community ON event_communities (community_id, event_id);

-- The people who run an event.
CREATE TABLE event_team (
  event_id BLOB NOT NULL REFERENCES events (id),
  person_id BLOB NOT NULL REFERENCES people (id),
  role TEXT NOT NULL CHECK (role IN ('host', 'moderator')),
  since INTEGER NOT NULL,
  PRIMARY KEY (event_id, person_id)
) STRICT;
CREATE INDEX event_team_by_person ON event_team (person_id, event_id);

-- Who speaks: somebody here, or a guest with a name.
CREATE TABLE event_speakers (
  id BLOB PRIMARY KEY,
  event_id BLOB NOT NULL REFERENCES events (id),
  position INTEGER NOT NULL,
  person_id BLOB REFERENCES people (id),
  name TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  email TEXT,
  state TEXT NOT NULL CHECK (state IN ('named', 'asked', 'confirmed', 'declined'))
) STRICT;
CREATE INDEX event_speakers_by_event ON event_speakers (event_id, position);
CREATE INDEX event_speakers_by_person ON event_speakers (person_id) WHERE person_id IS NOT NULL;

-- People without an account who come to events.
CREATE TABLE guests (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT UNIQUE,
  language TEXT,
  created_at INTEGER NOT NULL
) STRICT;

-- number: the place in the order of coming. revision: raised when a person's own entry has to change while the event
-- does not. told_sequence: the SEQUENCE that their calendar was last sent.
CREATE TABLE registrations (
  id BLOB PRIMARY KEY,
  event_id BLOB NOT NULL REFERENCES events (id),
  person_id BLOB REFERENCES people (id),
  guest_id BLOB REFERENCES guests (id),
  place TEXT NOT NULL CHECK (place IN ('in_person', 'online')),
  state TEXT NOT NULL CHECK (state IN ('confirmed', 'waiting', 'offered', 'withdrawn', 'lapsed', 'removed', 'called_off')),
  number INTEGER NOT NULL,
  registered_at INTEGER NOT NULL,
  since INTEGER NOT NULL,
  offer_ends_at INTEGER,
  reason TEXT,
  revision INTEGER NOT NULL,
  told_sequence INTEGER,
  needs TEXT,
  version INTEGER NOT NULL,
  UNIQUE (event_id, number),
  UNIQUE (event_id, person_id),
  UNIQUE (event_id, guest_id),
  CHECK ((person_id IS NULL) <> (guest_id IS NULL))
) STRICT;
CREATE INDEX registrations_by_state ON registrations (event_id, place, state, number);
CREATE INDEX registrations_by_person ON registrations (person_id, state) WHERE person_id IS NOT NULL;
CREATE INDEX registrations_by_guest ON registrations (guest_id) WHERE guest_id IS NOT NULL;
CREATE INDEX registrations_with_needs ON registrations (event_id) WHERE needs IS NOT NULL;

-- sequence: the SEQUENCE of the person's calendar entry after the step.
CREATE TABLE registration_steps (
  id BLOB PRIMARY KEY,
  registration_id BLOB NOT NULL REFERENCES registrations (id),
  event TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('oneself', 'host', 'system')),
  previous TEXT,
  state TEXT NOT NULL,
  place TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor_id BLOB,
  note TEXT
) STRICT;
CREATE INDEX registration_steps_by_registration ON registration_steps (registration_id, at, id);

-- Seats that are held and people who wait, kept beside the event so that a registration does not touch the row that
-- its host edits. last_number: the latest place in the order of coming, over both ways of taking part.
CREATE TABLE event_counts (
  event_id BLOB PRIMARY KEY REFERENCES events (id),
  last_number INTEGER NOT NULL,
  in_person_held INTEGER NOT NULL,
  in_person_waiting INTEGER NOT NULL,
  online_held INTEGER NOT NULL,
  online_waiting INTEGER NOT NULL
) STRICT;

-- What became of freed seats: who was given them, or why nobody was.
CREATE TABLE seat_fates (
  id BLOB PRIMARY KEY,
  event_id BLOB NOT NULL REFERENCES events (id),
  place TEXT NOT NULL CHECK (place IN ('in_person', 'online')),
  at INTEGER NOT NULL,
  seats INTEGER NOT NULL,
  unfilled TEXT CHECK (unfilled IN ('nobody_waits', 'too_late', 'not_on', 'fewer_seats')),
  registration_id BLOB REFERENCES registrations (id),
  CHECK ((unfilled IS NULL) <> (registration_id IS NULL))
) STRICT;
CREATE INDEX seat_fates_by_event ON seat_fates (event_id, at, id);
CREATE INDEX seat_fates_by_registration ON seat_fates (registration_id) WHERE registration_id IS NOT NULL;

-- The secret address of somebody's own calendar: a new number ends the old address.
CREATE TABLE own_calendars (
  person_id BLOB PRIMARY KEY REFERENCES people (id),
  number INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT;
