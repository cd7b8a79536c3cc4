INSERT INTO sources (id, code, title, address) VALUES (:id(00000000-0000-7000-8000-000000000201), 'S1', 'A page', 'https://sample.example/page');
INSERT INTO record_rows (id, file, line, content, digest, recorded_at)
VALUES (:id(00000000-0000-7000-8000-000000000211), 'surveys.csv', 2, 'a,b', 'ab', :at(1777885200000000));
INSERT INTO claims (id, key, origin, measure, statement, wording, level, theme, survey, fieldwork, reported, definition, definition_version, as_of, value, qualifier, base_n, response_rate, position, state, recorded_at, decided_by_id, decided_at, decision_note)
VALUES (:id(00000000-0000-7000-8000-000000000221), 'sample', 'published_elsewhere', 'percent_agree', 'I formed new connections', 'exact', NULL, 'Connections', '2021', NULL, NULL, NULL, NULL, '2021', 92, 'exactly', NULL, NULL, 1, 'approved', :at(1777885200000000), NULL, NULL, NULL);
INSERT INTO evidence (claim_id, position, kind, source_id, record_row_id, note)
VALUES (:id(00000000-0000-7000-8000-000000000221), 1, 'source', :id(00000000-0000-7000-8000-000000000201), NULL, NULL);
INSERT INTO quotes (id, survey, theme, summary, source_id, position, recorded_at)
VALUES (:id(00000000-0000-7000-8000-000000000231), '2021', 'Connections', 'Summary', :id(00000000-0000-7000-8000-000000000201), 1, :at(1777885200000000));
INSERT INTO recognitions (id, held, kind, title, body, category, result, note, source_id, recorded_at)
VALUES (:id(00000000-0000-7000-8000-000000000241), '2018', 'award', 'An award', NULL, NULL, NULL, NULL, :id(00000000-0000-7000-8000-000000000201), :at(1777885200000000));
INSERT INTO news_items (id, published, kind, title, summary, source_id, recorded_at)
VALUES (:id(00000000-0000-7000-8000-000000000251), '2018-08-22', 'news', 'Title', 'Summary', :id(00000000-0000-7000-8000-000000000201), :at(1777885200000000));
INSERT INTO community_sightings (id, community_id, as_of, seen_as, announced, source_id, recorded_at)
VALUES (:id(00000000-0000-7000-8000-000000000261), :id(00000000-0000-7000-8000-000000000111), '2018', 'current', NULL, :id(00000000-0000-7000-8000-000000000201), :at(1777885200000000));
