-- Several sessions as one thing.
CREATE TABLE event_series (
  id UUID PRIMARY KEY,
  created_by_id UUID REFERENCES people (id),
  created_at TIMESTAMPTZ NOT NULL,
  version BIGINT NOT NULL
);

-- One calendar object of a series: "this and following" ends one and begins the next.
CREATE TABLE event_segments (
  id UUID PRIMARY KEY,
  series_id UUID NOT NULL REFERENCES event_series (id),
  position BIGINT NOT NULL,
  uid TEXT COLLATE "C" NOT NULL UNIQUE,
  sequence BIGINT NOT NULL,
  rule TEXT NOT NULL,
  first_local TEXT COLLATE "C" NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL,
  UNIQUE (series_id, position)
);

-- One session with its own page. Its wall-clock time and zone are what was agreed; the instants follow from them.
-- slot: the wall-clock time at which the series' rule puts it, wherever it was moved to.
CREATE TABLE events (
  id UUID PRIMARY KEY,
  slug TEXT COLLATE "C" NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'called_off')),
  kind TEXT NOT NULL CHECK (kind IN ('lunch_and_learn', 'webinar', 'core_meeting', 'workshop', 'social', 'sponsor_meeting')),
  audience TEXT NOT NULL CHECK (audience IN ('public', 'staff', 'members', 'core')),
  title TEXT NOT NULL,
  title_key TEXT COLLATE "C" NOT NULL,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,
  preparation TEXT NOT NULL,
  local_start TEXT COLLATE "C" NOT NULL,
  is_second BOOLEAN NOT NULL,
  zone TEXT NOT NULL,
  minutes BIGINT NOT NULL,
  starts_at TIMESTAMPTZ NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('in_person', 'online', 'both')),
  place TEXT,
  joining_link TEXT,
  seats BIGINT,
  online_seats BIGINT,
  policy TEXT NOT NULL CHECK (policy IN ('first_come', 'offers')),
  offer_hours BIGINT NOT NULL,
  closes_at TIMESTAMPTZ,
  is_recorded BOOLEAN NOT NULL,
  seeks_speakers BOOLEAN NOT NULL,
  uid TEXT COLLATE "C" NOT NULL UNIQUE,
  sequence BIGINT NOT NULL,
  series_id UUID REFERENCES event_series (id),
  segment_id UUID REFERENCES event_segments (id),
  slot TEXT COLLATE "C",
  created_by_id UUID REFERENCES people (id),
  created_at TIMESTAMPTZ NOT NULL,
  published_at TIMESTAMPTZ,
  called_off_at TIMESTAMPTZ,
  reason TEXT,
  changed_at TIMESTAMPTZ NOT NULL,
  version BIGINT NOT NULL,
  CHECK ((series_id IS NULL) = (segment_id IS NULL) AND (series_id IS NULL) = (slot IS NULL)),
  CHECK (ends_at > starts_at)
);
CREATE INDEX events_by_time ON events (starts_at, id);
CREATE INDEX events_by_series ON events (series_id, slot);

-- The communities that hold an event; the first one answers for it.
CREATE TABLE event_communities (
  event_id UUID NOT NULL REFERENCES events (id),
  community_id UUID NOT NULL REFERENCES communities (id),
  position BIGINT NOT NULL,
  PRIMARY KEY (event_id, community_id)
);
CREATE INDEX event_communities_by_community ON event_communities (community_id, event_id);

-- The people who run an event.
CREATE TABLE event_team (
  event_id UUID NOT NULL REFERENCES events (id),
  person_id UUID NOT NULL REFERENCES people (id),
  role TEXT NOT NULL CHECK (role IN ('host', 'moderator')),
  since TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (event_id, person_id)
);
CREATE INDEX event_team_by_person ON event_team (person_id, event_id);

-- Who speaks: somebody here, or a guest with a name.
CREATE TABLE event_speakers (
  id UUID PRIMARY KEY,
  event_id UUID NOT NULL REFERENCES events (id),
  position BIGINT NOT NULL,
  person_id UUID REFERENCES people (id),
  name TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  email TEXT,
  state TEXT NOT NULL CHECK (state IN ('named', 'asked', 'confirmed', 'declined'))
);
CREATE INDEX event_speakers_by_event ON event_speakers (event_id, position);
CREATE INDEX event_speakers_by_person ON event_speakers (person_id) WHERE person_id IS NOT NULL;

-- People without an account who come to events.
CREATE TABLE guests (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT COLLATE "C" UNIQUE,
  language TEXT,
  created_at TIMESTAMPTZ NOT NULL
);

-- number: the place in the order of coming. revision: raised when a person's own entry has to change while the event
-- does not. told_sequence: the SEQUENCE that their calendar was last sent.
CREATE TABLE registrations (
  id UUID PRIMARY KEY,
  event_id UUID NOT NULL REFERENCES events (id),
  person_id UUID REFERENCES people (id),
  guest_id UUID REFERENCES guests (id),
  place TEXT NOT NULL CHECK (place IN ('in_person', 'online')),
  state TEXT NOT NULL CHECK (state IN ('confirmed', 'waiting', 'offered', 'withdrawn', 'lapsed', 'removed', 'called_off')),
  number BIGINT NOT NULL,
  registered_at TIMESTAMPTZ NOT NULL,
  since TIMESTAMPTZ NOT NULL,
  offer_ends_at TIMESTAMPTZ,
  reason TEXT,
  revision BIGINT NOT NULL,
  told_sequence BIGINT,
  needs TEXT,
  version BIGINT NOT NULL,
  UNIQUE (event_id, number),
  UNIQUE (event_id, person_id),
  UNIQUE (event_id, guest_id),
  CHECK ((person_id IS NULL) <> (guest_id IS NULL))
);
CREATE INDEX registrations_by_state ON registrations (event_id, place, state, number);
CREATE INDEX registrations_by_person ON registrations (person_id, state) WHERE person_id IS NOT NULL;
CREATE INDEX registrations_by_guest ON registrations (guest_id) WHERE guest_id IS NOT NULL;
CREATE INDEX registrations_with_needs ON registrations (event_id) WHERE needs IS NOT NULL;

-- sequence: the SEQUENCE of the person's calendar entry after the step.
CREATE TABLE registration_steps (
  id UUID PRIMARY KEY,
  registration_id UUID NOT NULL REFERENCES registrations (id),
  event TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('oneself', 'host', 'system')),
  previous TEXT,
  state TEXT NOT NULL,
  place TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  actor_id UUID,
  note TEXT
);
CREATE INDEX registration_steps_by_registration ON registration_steps (registration_id, at, id);

-- Seats that are held and people who wait, kept beside the event so that a registration does not touch the row that
-- its host edits. last_number: the latest place in the order of coming, over both ways of taking part.
CREATE TABLE event_counts (
  event_id UUID PRIMARY KEY REFERENCES events (id),
  last_number BIGINT NOT NULL,
  in_person_held BIGINT NOT NULL,
  in_person_waiting BIGINT NOT NULL,
  online_held BIGINT NOT NULL,
  online_waiting BIGINT NOT NULL
);

-- What became of freed seats: who was given them, or why nobody was.
CREATE TABLE seat_fates (
  id UUID PRIMARY KEY,
  event_id UUID NOT NULL REFERENCES events (id),
  place TEXT NOT NULL CHECK (place IN ('in_person', 'online')),
  at TIMESTAMPTZ NOT NULL,
  seats BIGINT NOT NULL,
  unfilled TEXT CHECK (unfilled IN ('nobody_waits', 'too_late', 'not_on', 'fewer_seats')),
  registration_id UUID REFERENCES registrations (id),
  CHECK ((unfilled IS NULL) <> (registration_id IS NULL))
);
CREATE INDEX seat_fates_by_event ON seat_fates (event_id, at, id);
CREATE INDEX seat_fates_by_registration ON seat_fates (registration_id) WHERE registration_id IS NOT NULL;

-- The secret address of somebody's own calendar: a new number ends the old address.
CREATE TABLE own_calendars (
  person_id UUID PRIMARY KEY REFERENCES people (id),
  number BIGINT NOT NULL,
  since TIMESTAMPTZ NOT NULL
);
