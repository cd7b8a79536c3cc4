-- What a box will release, fixed when it opens: the tables, as domain::ballots reads them.
CREATE TABLE ballot_plans (
  box_id BLOB PRIMARY KEY REFERENCES ballot_boxes (id),
  plan TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What it has released, written with its last state, once and for all. digest: SHA-256 of the text, in hexadecimal.
CREATE TABLE ballot_releases (
  box_id BLOB PRIMARY KEY REFERENCES ballot_boxes (id),
  release TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
