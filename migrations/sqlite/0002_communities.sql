CREATE TABLE service_areas (
  id BLOB PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  description TEXT NOT NULL,
  hue INTEGER NOT NULL,
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  retired_on TEXT,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE communities (
  id BLOB PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  summary TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('proposed', 'forming', 'active', 'paused', 'closed', 'merged')),
  join_rule TEXT NOT NULL CHECK (join_rule IN ('open', 'ask', 'invitation')),
  core_rule TEXT NOT NULL CHECK (core_rule IN ('choose', 'lead')),
  visibility TEXT NOT NULL CHECK (visibility IN ('public', 'staff', 'members')),
  sensitive INTEGER NOT NULL,
  merged_into_id BLOB REFERENCES communities (id),
  proposed_by_id BLOB REFERENCES people (id),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX communities_by_name ON communities (name_key, id);

-- Which area a community belonged to, and when: areas are edited over time, and past figures stay what they were.
CREATE TABLE community_areas (
  community_id BLOB NOT NULL REFERENCES communities (id),
  area_id BLOB NOT NULL REFERENCES service_areas (id),
  since TEXT NOT NULL,
  until TEXT,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (community_id, since)
) STRICT;
CREATE UNIQUE INDEX community_areas_now ON community_areas (community_id) WHERE until IS NULL;
CREATE INDEX community_areas_by_area ON community_areas (area_id);

-- held: when the stage began, as precisely as it is known (2018, 2018-08 or 2018-08-22).
CREATE TABLE stage_changes (
  id BLOB PRIMARY KEY,
  community_id BLOB NOT NULL REFERENCES communities (id),
  previous TEXT,
  stage TEXT NOT NULL,
  held TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  actor_id BLOB,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX stage_changes_by_community ON stage_changes (community_id, recorded_at);

CREATE TABLE charters (
  community_id BLOB NOT NULL REFERENCES communities (id),
  version INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  scope TEXT NOT NULL,
  audience TEXT NOT NULL,
  ways_of_working TEXT NOT NULL,
  cadence TEXT NOT NULL,
  success TEXT NOT NULL,
  author_id BLOB REFERENCES people (id),
  written_at INTEGER NOT NULL,
  PRIMARY KEY (community_id, version)
) STRICT;

CREATE TABLE community_links (
  id BLOB PRIMARY KEY,
  community_id BLOB NOT NULL REFERENCES communities (id),
  label TEXT NOT NULL,
  address TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX community_links_by_community ON community_links (community_id, position);

-- The job families, departments and topics that a community fits.
CREATE TABLE community_fits (
  community_id BLOB NOT NULL REFERENCES communities (id),
  kind TEXT NOT NULL CHECK (kind IN ('job_family', 'department', 'topic')),
  key TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (community_id, kind, key)
) STRICT;

-- People who asked to be told when a forming community opens.
CREATE TABLE community_watchers (
  community_id BLOB NOT NULL REFERENCES communities (id),
  person_id BLOB NOT NULL REFERENCES people (id),
  since INTEGER NOT NULL,
  told_at INTEGER,
  PRIMARY KEY (community_id, person_id)
) STRICT;

CREATE TABLE proposals (
  community_id BLOB PRIMARY KEY REFERENCES communities (id),
  why TEXT NOT NULL,
  answer TEXT,
  note TEXT,
  decided_by_id BLOB,
  decided_at INTEGER
) STRICT;

-- Kept beside the community, so that a change of membership does not touch the row that leads edit.
CREATE TABLE community_counts (
  community_id BLOB PRIMARY KEY REFERENCES communities (id),
  core INTEGER NOT NULL,
  wider INTEGER NOT NULL,
  asked INTEGER NOT NULL
) STRICT;

CREATE TABLE memberships (
  id BLOB PRIMARY KEY,
  community_id BLOB NOT NULL REFERENCES communities (id),
  person_id BLOB NOT NULL REFERENCES people (id),
  state TEXT NOT NULL CHECK (state IN ('invited', 'asked', 'active_core', 'active_wider', 'declined', 'left', 'removed')),
  since INTEGER NOT NULL,
  joined_at INTEGER,
  message TEXT,
  reason TEXT,
  version INTEGER NOT NULL,
  UNIQUE (community_id, person_id)
) STRICT;
CREATE INDEX memberships_by_person ON memberships (person_id, state);
CREATE INDEX memberships_by_state ON memberships (community_id, state, since);

CREATE TABLE membership_events (
  id BLOB PRIMARY KEY,
  membership_id BLOB NOT NULL REFERENCES memberships (id),
  event TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('oneself', 'lead', 'system')),
  previous TEXT,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor_id BLOB,
  note TEXT
) STRICT;
CREATE INDEX membership_events_by_membership ON membership_events (membership_id, at, id);

-- Roles for a time; without a community the role is for the whole site.
CREATE TABLE role_terms (
  id BLOB PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES people (id),
  community_id BLOB REFERENCES communities (id),
  role TEXT NOT NULL CHECK (role IN ('lead', 'sponsor', 'facilitator', 'programme_manager', 'editor', 'auditor', 'administrator')),
  starts TEXT NOT NULL,
  ends TEXT,
  successor_id BLOB REFERENCES people (id),
  appointed_by_id BLOB,
  recorded_at INTEGER NOT NULL,
  note TEXT,
  version INTEGER NOT NULL,
  CHECK (ends IS NULL OR ends >= starts),
  CHECK ((community_id IS NULL) = (role NOT IN ('lead', 'sponsor', 'facilitator')))
) STRICT;
CREATE INDEX role_terms_by_person ON role_terms (person_id, starts);
CREATE INDEX role_terms_by_community ON role_terms (community_id, starts);

CREATE TABLE broadcasts (
  id BLOB PRIMARY KEY,
  community_id BLOB NOT NULL REFERENCES communities (id),
  author_id BLOB NOT NULL REFERENCES people (id),
  audience TEXT NOT NULL CHECK (audience IN ('all', 'core')),
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  recipients INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'called_off', 'sent')),
  created_at INTEGER NOT NULL,
  send_at INTEGER NOT NULL
) STRICT;
CREATE INDEX broadcasts_by_community ON broadcasts (community_id, created_at);
