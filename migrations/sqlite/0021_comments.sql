-- What those who are asked in a wave were told of their words when it opened, and what does not change: after so many
-- days those are deleted that are not shown to others. A wave without it told that nobody but its readers sees them.
CREATE TABLE comment_rules (
  wave_id BLOB PRIMARY KEY REFERENCES survey_waves (id),
  days INTEGER NOT NULL CHECK (days > 0),
  deleted_at INTEGER
) STRICT;

-- What the comments of a wave speak of.
CREATE TABLE comment_themes (
  id BLOB PRIMARY KEY,
  wave_id BLOB NOT NULL REFERENCES survey_waves (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  UNIQUE (wave_id, name_key)
) STRICT;

-- Which comment speaks of which. Comments are ballots, so nothing here says when, or in what order.
CREATE TABLE comment_codings (
  box_id BLOB NOT NULL,
  question TEXT NOT NULL,
  comment_id BLOB NOT NULL,
  theme_id BLOB NOT NULL REFERENCES comment_themes (id) ON DELETE CASCADE,
  PRIMARY KEY (box_id, question, comment_id, theme_id),
  FOREIGN KEY (box_id, question, comment_id) REFERENCES ballots (box_id, question, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_codings_by_theme ON comment_codings (theme_id);

-- What was done with a comment. The words that were taken out are nowhere: the ballot itself was overwritten.
CREATE TABLE comment_marks (
  box_id BLOB NOT NULL,
  question TEXT NOT NULL,
  comment_id BLOB NOT NULL,
  is_redacted INTEGER NOT NULL,
  is_withheld INTEGER NOT NULL,
  may_show INTEGER NOT NULL,
  PRIMARY KEY (box_id, question, comment_id),
  FOREIGN KEY (box_id, question, comment_id) REFERENCES ballots (box_id, question, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What is shown of the comments of a wave: a list, as domain::surveys::comments reads it. It names comments that are
-- shown by their ids; their words are the ballots'.
CREATE TABLE comment_releases (
  wave_id BLOB PRIMARY KEY REFERENCES survey_waves (id),
  themes TEXT NOT NULL,
  released_at INTEGER NOT NULL
) STRICT;
