-- Ballots for more than events: a box belongs to whatever asks, and a survey's wave names its own. answered: how many
-- people answered, noted when all is counted.
CREATE TABLE boxes_of_all (
  id BLOB PRIMARY KEY,
  event_id BLOB UNIQUE REFERENCES events (id),
  asked INTEGER NOT NULL,
  minimum INTEGER NOT NULL CHECK (minimum >= 10),
  words_from INTEGER NOT NULL CHECK (words_from >= minimum),
  opens_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  counted_at INTEGER,
  answered INTEGER
) STRICT;
INSERT INTO boxes_of_all (id, event_id, asked, minimum, words_from, opens_at, closes_at, counted_at)
  SELECT id, event_id, asked, minimum, words_from, opens_at, closes_at, counted_at FROM ballot_boxes;

-- What a ballot may say of its giver: one of a few groups, fixed when the box opened, that so many were asked in as
-- the minimum at least. label: a list of texts or nulls, one for each attribute. answered: as above.
CREATE TABLE ballot_cells (
  id BLOB PRIMARY KEY,
  box_id BLOB NOT NULL REFERENCES boxes_of_all (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  invited INTEGER NOT NULL CHECK (invited >= 10),
  answered INTEGER,
  UNIQUE (box_id, position)
) STRICT;

-- The cell of somebody who is asked is known to whoever has the roll; that of a ballot says no more than the cell.
CREATE TABLE roll_with_cells (
  id BLOB PRIMARY KEY,
  box_id BLOB NOT NULL REFERENCES boxes_of_all (id),
  person_id BLOB REFERENCES people (id),
  guest_id BLOB REFERENCES guests (id),
  has_answered INTEGER NOT NULL,
  cell_id BLOB REFERENCES ballot_cells (id),
  UNIQUE (box_id, person_id),
  UNIQUE (box_id, guest_id),
  CHECK ((person_id IS NULL) <> (guest_id IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO roll_with_cells (id, box_id, person_id, guest_id, has_answered)
  SELECT id, box_id, person_id, guest_id, has_answered FROM ballot_roll;

CREATE TABLE ballots_with_cells (
  box_id BLOB NOT NULL REFERENCES boxes_of_all (id),
  question TEXT NOT NULL,
  id BLOB NOT NULL,
  answer TEXT NOT NULL,
  cell_id BLOB REFERENCES ballot_cells (id),
  PRIMARY KEY (box_id, question, id)
) STRICT, WITHOUT ROWID;
INSERT INTO ballots_with_cells (box_id, question, id, answer)
  SELECT box_id, question, id, answer FROM ballots;

DROP TABLE ballots;
DROP TABLE ballot_roll;
DROP TABLE ballot_boxes;
ALTER TABLE boxes_of_all RENAME TO ballot_boxes;
ALTER TABLE roll_with_cells RENAME TO ballot_roll;
ALTER TABLE ballots_with_cells RENAME TO ballots;
CREATE INDEX ballot_roll_by_person ON ballot_roll (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX ballot_roll_by_guest ON ballot_roll (guest_id) WHERE guest_id IS NOT NULL;
