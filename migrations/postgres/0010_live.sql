-- The room of an event, where its host has chosen anything. stream: where it can be watched.
CREATE TABLE rooms (
  event_id UUID PRIMARY KEY REFERENCES events (id),
  moderation TEXT NOT NULL CHECK (moderation IN ('before', 'after')),
  stream TEXT
);

-- asker: a key that stands for whoever asked, at this event only; forgotten some days after the event. person_id and
-- name: only where the question was asked with a name. votes: kept beside the votes, which are forgotten.
CREATE TABLE questions (
  id UUID PRIMARY KEY,
  event_id UUID NOT NULL REFERENCES events (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'answering', 'answered_live', 'answered_in_writing', 'merged', 'declined', 'withdrawn')),
  words TEXT NOT NULL,
  person_id UUID REFERENCES people (id),
  name TEXT,
  asker TEXT COLLATE "C",
  asked_at TIMESTAMPTZ NOT NULL,
  since TIMESTAMPTZ NOT NULL,
  votes BIGINT NOT NULL,
  into_id UUID REFERENCES questions (id),
  answer TEXT,
  reason TEXT,
  version BIGINT NOT NULL,
  CHECK ((state = 'merged') = (into_id IS NOT NULL)),
  CHECK (state <> 'answered_in_writing' OR answer IS NOT NULL),
  CHECK (state <> 'declined' OR reason IS NOT NULL)
);
CREATE INDEX questions_by_event ON questions (event_id, asked_at, id);
CREATE INDEX questions_by_person ON questions (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX questions_by_target ON questions (into_id) WHERE into_id IS NOT NULL;

-- What became of a question. Nobody is named who asked: actor_id is a moderator's.
CREATE TABLE question_steps (
  id UUID PRIMARY KEY,
  question_id UUID NOT NULL REFERENCES questions (id),
  event TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('asker', 'moderator', 'system')),
  previous TEXT,
  state TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  actor_id UUID,
  note TEXT
);
CREATE INDEX question_steps_by_question ON question_steps (question_id, at, id);

-- voter: a key as in questions. No time and no order.
CREATE TABLE question_votes (
  question_id UUID NOT NULL REFERENCES questions (id),
  voter TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (question_id, voter)
);

CREATE TABLE polls (
  id UUID PRIMARY KEY,
  event_id UUID NOT NULL REFERENCES events (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
  question TEXT NOT NULL,
  shows TEXT NOT NULL CHECK (shows IN ('live', 'closed')),
  created_at TIMESTAMPTZ NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX polls_by_event ON polls (event_id, created_at, id);

CREATE TABLE poll_choices (
  poll_id UUID NOT NULL REFERENCES polls (id),
  position BIGINT NOT NULL,
  words TEXT NOT NULL,
  answers BIGINT NOT NULL,
  PRIMARY KEY (poll_id, position)
);

-- Who has answered what, under a key as in questions, so that an answer counts once and can be changed.
CREATE TABLE poll_answers (
  poll_id UUID NOT NULL,
  voter TEXT COLLATE "C" NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (poll_id, voter),
  FOREIGN KEY (poll_id, position) REFERENCES poll_choices (poll_id, position)
);
