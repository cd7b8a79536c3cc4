-- The words and figures of a publication's report, as JSON, from which its PDF files are set; empty for one that was
-- published before there were reports. A mark stands in the place of each quote, as in the page.
ALTER TABLE publications ADD COLUMN report TEXT NOT NULL DEFAULT '';
