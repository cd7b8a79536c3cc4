-- Ballots for more than events: a box belongs to whatever asks, and a survey's wave names its own. answered: how many
-- people answered, noted when all is counted.
ALTER TABLE ballot_boxes ALTER COLUMN event_id DROP NOT NULL;
ALTER TABLE ballot_boxes ADD COLUMN answered BIGINT;

-- What a ballot may say of its giver: one of a few groups, fixed when the box opened, that so many were asked in as
-- the minimum at least. label: a list of texts or nulls, one for each attribute. answered: as above.
CREATE TABLE ballot_cells (
  id UUID PRIMARY KEY,
  box_id UUID NOT NULL REFERENCES ballot_boxes (id),
  position BIGINT NOT NULL,
  label TEXT NOT NULL,
  invited BIGINT NOT NULL CHECK (invited >= 10),
  answered BIGINT,
  UNIQUE (box_id, position)
);

-- The cell of somebody who is asked is known to whoever has the roll; that of a ballot says no more than the cell.
ALTER TABLE ballot_roll ADD COLUMN cell_id UUID REFERENCES ballot_cells (id);
ALTER TABLE ballots ADD COLUMN cell_id UUID REFERENCES ballot_cells (id);
