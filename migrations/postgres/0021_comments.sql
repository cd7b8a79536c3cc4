-- What those who are asked in a wave were told of their words when it opened, and what does not change: after so many
-- days those are deleted that are not shown to others. A wave without it told that nobody but its readers sees them.
CREATE TABLE comment_rules (
  wave_id UUID PRIMARY KEY REFERENCES survey_waves (id),
  days BIGINT NOT NULL CHECK (days > 0),
  deleted_at TIMESTAMPTZ
);

-- What the comments of a wave speak of.
CREATE TABLE comment_themes (
  id UUID PRIMARY KEY,
  wave_id UUID NOT NULL REFERENCES survey_waves (id),
  name TEXT NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL,
  UNIQUE (wave_id, name_key)
);

-- Which comment speaks of which. Comments are ballots, so nothing here says when, or in what order.
CREATE TABLE comment_codings (
  box_id UUID NOT NULL,
  question TEXT NOT NULL,
  comment_id UUID NOT NULL,
  theme_id UUID NOT NULL REFERENCES comment_themes (id) ON DELETE CASCADE,
  PRIMARY KEY (box_id, question, comment_id, theme_id),
  FOREIGN KEY (box_id, question, comment_id) REFERENCES ballots (box_id, question, id) ON DELETE CASCADE
);
CREATE INDEX comment_codings_by_theme ON comment_codings (theme_id);

-- What was done with a comment. The words that were taken out are nowhere: the ballot itself was overwritten.
CREATE TABLE comment_marks (
  box_id UUID NOT NULL,
  question TEXT NOT NULL,
  comment_id UUID NOT NULL,
  is_redacted BOOLEAN NOT NULL,
  is_withheld BOOLEAN NOT NULL,
  may_show BOOLEAN NOT NULL,
  PRIMARY KEY (box_id, question, comment_id),
  FOREIGN KEY (box_id, question, comment_id) REFERENCES ballots (box_id, question, id) ON DELETE CASCADE
);

-- What is shown of the comments of a wave: a list, as domain::surveys::comments reads it. It names comments that are
-- shown by their ids; their words are the ballots'.
CREATE TABLE comment_releases (
  wave_id UUID PRIMARY KEY REFERENCES survey_waves (id),
  themes TEXT NOT NULL,
  released_at TIMESTAMPTZ NOT NULL
);
