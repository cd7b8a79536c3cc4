CREATE TABLE service_areas (
  id UUID PRIMARY KEY,
  slug TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL,
  description TEXT NOT NULL,
  hue BIGINT NOT NULL,
  position BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  retired_on DATE,
  version BIGINT NOT NULL
);

CREATE TABLE communities (
  id UUID PRIMARY KEY,
  slug TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL,
  summary TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('proposed', 'forming', 'active', 'paused', 'closed', 'merged')),
  join_rule TEXT NOT NULL CHECK (join_rule IN ('open', 'ask', 'invitation')),
  core_rule TEXT NOT NULL CHECK (core_rule IN ('choose', 'lead')),
  visibility TEXT NOT NULL CHECK (visibility IN ('public', 'staff', 'members')),
  sensitive BOOLEAN NOT NULL,
  merged_into_id UUID REFERENCES communities (id),
  proposed_by_id UUID REFERENCES people (id),
  created_at TIMESTAMPTZ NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX communities_by_name ON communities (name_key, id);

-- Which area a community belonged to, and when: areas are edited over time, and past figures stay what they were.
CREATE TABLE community_areas (
  community_id UUID NOT NULL REFERENCES communities (id),
  area_id UUID NOT NULL REFERENCES service_areas (id),
  since DATE NOT NULL,
  until DATE,
  recorded_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (community_id, since)
);
CREATE UNIQUE INDEX community_areas_now ON community_areas (community_id) WHERE until IS NULL;
CREATE INDEX community_areas_by_area ON community_areas (area_id);

-- held: when the stage began, as precisely as it is known (2018, 2018-08 or 2018-08-22).
CREATE TABLE stage_changes (
  id UUID PRIMARY KEY,
  community_id UUID NOT NULL REFERENCES communities (id),
  previous TEXT,
  stage TEXT NOT NULL,
  held TEXT COLLATE "C" NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL,
  actor_id UUID,
  reason TEXT NOT NULL
);
CREATE INDEX stage_changes_by_community ON stage_changes (community_id, recorded_at);

CREATE TABLE charters (
  community_id UUID NOT NULL REFERENCES communities (id),
  version BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  scope TEXT NOT NULL,
  audience TEXT NOT NULL,
  ways_of_working TEXT NOT NULL,
  cadence TEXT NOT NULL,
  success TEXT NOT NULL,
  author_id UUID REFERENCES people (id),
  written_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (community_id, version)
);

CREATE TABLE community_links (
  id UUID PRIMARY KEY,
  community_id UUID NOT NULL REFERENCES communities (id),
  label TEXT NOT NULL,
  address TEXT NOT NULL,
  position BIGINT NOT NULL
);
CREATE INDEX community_links_by_community ON community_links (community_id, position);

-- The job families, departments and topics that a community fits.
CREATE TABLE community_fits (
  community_id UUID NOT NULL REFERENCES communities (id),
  kind TEXT NOT NULL CHECK (kind IN ('job_family', 'department', 'topic')),
  key TEXT COLLATE "C" NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (community_id, kind, key)
);

-- People who asked to be told when a forming community opens.
CREATE TABLE community_watchers (
  community_id UUID NOT NULL REFERENCES communities (id),
  person_id UUID NOT NULL REFERENCES people (id),
  since TIMESTAMPTZ NOT NULL,
  told_at TIMESTAMPTZ,
  PRIMARY KEY (community_id, person_id)
);

CREATE TABLE proposals (
  community_id UUID PRIMARY KEY REFERENCES communities (id),
  why TEXT NOT NULL,
  answer TEXT,
  note TEXT,
  decided_by_id UUID,
  decided_at TIMESTAMPTZ
);

-- Kept beside the community, so that a change of membership does not touch the row that leads edit.
CREATE TABLE community_counts (
  community_id UUID PRIMARY KEY REFERENCES communities (id),
  core BIGINT NOT NULL,
  wider BIGINT NOT NULL,
  asked BIGINT NOT NULL
);

CREATE TABLE memberships (
  id UUID PRIMARY KEY,
  community_id UUID NOT NULL REFERENCES communities (id),
  person_id UUID NOT NULL REFERENCES people (id),
  state TEXT NOT NULL CHECK (state IN ('invited', 'asked', 'active_core', 'active_wider', 'declined', 'left', 'removed')),
  since TIMESTAMPTZ NOT NULL,
  joined_at TIMESTAMPTZ,
  message TEXT,
  reason TEXT,
  version BIGINT NOT NULL,
  UNIQUE (community_id, person_id)
);
CREATE INDEX memberships_by_person ON memberships (person_id, state);
CREATE INDEX memberships_by_state ON memberships (community_id, state, since);

CREATE TABLE membership_events (
  id UUID PRIMARY KEY,
  membership_id UUID NOT NULL REFERENCES memberships (id),
  event TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('oneself', 'lead', 'system')),
  previous TEXT,
  state TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  actor_id UUID,
  note TEXT
);
CREATE INDEX membership_events_by_membership ON membership_events (membership_id, at, id);

-- Roles for a time; without a community the role is for the whole site.
CREATE TABLE role_terms (
  id UUID PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES people (id),
  community_id UUID REFERENCES communities (id),
  role TEXT NOT NULL CHECK (role IN ('lead', 'sponsor', 'facilitator', 'programme_manager', 'editor', 'auditor', 'administrator')),
  starts DATE NOT NULL,
  ends DATE,
  successor_id UUID REFERENCES people (id),
  appointed_by_id UUID,
  recorded_at TIMESTAMPTZ NOT NULL,
  note TEXT,
  version BIGINT NOT NULL,
  CHECK (ends IS NULL OR ends >= starts),
  CHECK ((community_id IS NULL) = (role NOT IN ('lead', 'sponsor', 'facilitator')))
);
CREATE INDEX role_terms_by_person ON role_terms (person_id, starts);
CREATE INDEX role_terms_by_community ON role_terms (community_id, starts);

CREATE TABLE broadcasts (
  id UUID PRIMARY KEY,
  community_id UUID NOT NULL REFERENCES communities (id),
  author_id UUID NOT NULL REFERENCES people (id),
  audience TEXT NOT NULL CHECK (audience IN ('all', 'core')),
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  recipients BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'called_off', 'sent')),
  created_at TIMESTAMPTZ NOT NULL,
  send_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX broadcasts_by_community ON broadcasts (community_id, created_at);
