-- Answers that were given in another tool and brought in here. Nobody of this site was asked for them, and how many were
-- asked there is not always known: then asked is the number of those who answered, and no rate is made of it.
ALTER TABLE ballot_boxes ADD COLUMN is_asked_known BOOLEAN NOT NULL DEFAULT TRUE;

-- Which waves these are. Of the file nothing is kept: not its name, its rows or their order.
CREATE TABLE wave_imports (
  wave_id UUID PRIMARY KEY REFERENCES survey_waves (id),
  tool TEXT NOT NULL CHECK (tool IN ('microsoft_forms', 'qualtrics', 'lime_survey', 'other')),
  brought_in_on DATE NOT NULL
);
