-- Two letters to one person about one thing, the first of which was given up.
INSERT INTO jobs (id, kind, payload, state, run_at, attempts, unique_key, created_at, claimed_until, finished_at, last_error, lane)
VALUES (:id(00000000-0000-7000-8000-000000000042), 'tidy', '{"kind":"tidy"}', 'failed', :at(1777885200000000), 1, NULL, :at(1777885200000000), NULL, :at(1777885200000000), 'a sample', 'sample/1'),
  (:id(00000000-0000-7000-8000-000000000043), 'tidy', '{"kind":"tidy"}', 'ready', :at(1777885200000000), 0, NULL, :at(1777885200000000), NULL, NULL, NULL, 'sample/1');
