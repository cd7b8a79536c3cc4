-- A recording of an event whose bytes are kept here, in pieces of one size. received: bytes that have come; begun_at and
-- changed_at: when the first and the last of them did. modified: what the sender's file is known by, besides name and
-- size, so that the same file goes on where it ended.
CREATE TABLE recordings (
  id BLOB PRIMARY KEY,
  event_id BLOB NOT NULL REFERENCES events (id),
  state TEXT NOT NULL CHECK (state IN ('uploading', 'ready', 'ended')),
  name TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size > 0),
  modified INTEGER NOT NULL,
  piece INTEGER NOT NULL CHECK (piece > 0),
  received INTEGER NOT NULL CHECK (received BETWEEN 0 AND size),
  media TEXT CHECK (media IN ('mp4', 'webm', 'm4a', 'mp3', 'ogg')),
  begun_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CHECK (state <> 'ready' OR (media IS NOT NULL AND received = size))
) STRICT;
CREATE INDEX recordings_by_event ON recordings (event_id, changed_at);
CREATE INDEX recordings_unfinished ON recordings (changed_at) WHERE state <> 'ready';

-- Each piece is a file of the store under its own id.
CREATE TABLE recording_pieces (
  recording_id BLOB NOT NULL REFERENCES recordings (id),
  position INTEGER NOT NULL,
  file_id BLOB NOT NULL UNIQUE,
  PRIMARY KEY (recording_id, position)
) STRICT;

-- What is kept of an event once it is over. link: a recording elsewhere. captions: WebVTT. chapters: a line for each.
-- begins_after: minutes from the event's start to the recording's. reason: why it was taken down.
CREATE TABLE records (
  event_id BLOB PRIMARY KEY REFERENCES events (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
  summary TEXT NOT NULL,
  link TEXT,
  recording_id BLOB REFERENCES recordings (id),
  shows_unspoken INTEGER,
  description TEXT NOT NULL,
  captions TEXT,
  chapters TEXT NOT NULL,
  begins_after INTEGER,
  review_by TEXT,
  published_at INTEGER,
  taken_down_at INTEGER,
  reason TEXT,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CHECK (state <> 'published' OR published_at IS NOT NULL),
  CHECK ((taken_down_at IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX records_by_review ON records (review_by) WHERE review_by IS NOT NULL;
