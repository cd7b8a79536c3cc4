-- The room of an event, where its host has chosen anything. stream: where it can be watched.
CREATE TABLE rooms (
  event_id BLOB PRIMARY KEY REFERENCES events (id),
  moderation TEXT NOT NULL CHECK (moderation IN ('before', 'after')),
  stream TEXT
) STRICT;

-- asker: a key that stands for whoever asked, at this event only; forgotten some days after the event. person_id and
-- name: only where the question was asked with a name. votes: kept beside the votes, which are forgotten.
CREATE TABLE questions (
  id BLOB PRIMARY KEY,
  event_id BLOB NOT NULL REFERENCES events (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'answering', 'answered_live', 'answered_in_writing', 'merged', 'declined', 'withdrawn')),
  words TEXT NOT NULL,
  person_id BLOB REFERENCES people (id),
  name TEXT,
  asker TEXT,
  asked_at INTEGER NOT NULL,
  since INTEGER NOT NULL,
  votes INTEGER NOT NULL,
  into_id BLOB REFERENCES questions (id),
  answer TEXT,
  reason TEXT,
  version INTEGER NOT NULL,
  CHECK ((state = 'merged') = (into_id IS NOT NULL)),
  CHECK (state <> 'answered_in_writing' OR answer IS NOT NULL),
  CHECK (state <> 'declined' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX questions_by_event ON questions (event_id, asked_at, id);
CREATE INDEX questions_by_person ON questions (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX questions_by_target ON questions (into_id) WHERE into_id IS NOT NULL;

-- What became of a question. Nobody is named who asked: actor_id is a moderator's.
CREATE TABLE question_steps (
  id BLOB PRIMARY KEY,
  question_id BLOB NOT NULL REFERENCES questions (id),
  event TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('asker', 'moderator', 'system')),
  previous TEXT,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor_id BLOB,
  note TEXT
) STRICT;
CREATE INDEX question_steps_by_question ON question_steps (question_id, at, id);

-- voter: a key as in questions. No time and no order.
CREATE TABLE question_votes (
  question_id BLOB NOT NULL REFERENCES questions (id),
  voter TEXT NOT NULL,
  PRIMARY KEY (question_id, voter)
) STRICT;

CREATE TABLE polls (
  id BLOB PRIMARY KEY,
  event_id BLOB NOT NULL REFERENCES events (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
  question TEXT NOT NULL,
  shows TEXT NOT NULL CHECK (shows IN ('live', 'closed')),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX polls_by_event ON polls (event_id, created_at, id);

CREATE TABLE poll_choices (
  poll_id BLOB NOT NULL REFERENCES polls (id),
  position INTEGER NOT NULL,
  words TEXT NOT NULL,
  answers INTEGER NOT NULL,
  PRIMARY KEY (poll_id, position)
) STRICT;

-- Who has answered what, under a key as in questions, so that an answer counts once and can be changed.
CREATE TABLE poll_answers (
  poll_id BLOB NOT NULL,
  voter TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (poll_id, voter),
  FOREIGN KEY (poll_id, position) REFERENCES poll_choices (poll_id, position)
) STRICT;
