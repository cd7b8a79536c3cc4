-- Jobs of one lane run one after the other, in the order of `seq`, so that no letter overtakes another.
ALTER TABLE jobs ADD COLUMN lane TEXT;
ALTER TABLE jobs ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
CREATE INDEX jobs_by_lane ON jobs (lane, seq) WHERE lane IS NOT NULL;
