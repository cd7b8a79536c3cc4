INSERT INTO published_surveys (id, title, publisher, address, since, until, asked, entered_at, version)
VALUES (:id(00000000-0000-7000-8000-000000002201), 'A report', 'Another organisation', '', '2026-01-05', NULL, 120, :at(1780500000000000), 1);
INSERT INTO published_figures (survey_id, position, statement, percent, agreed, base, value_type)
VALUES (:id(00000000-0000-7000-8000-000000002201), 1, 'It helps.', 84, 42, 50, 'applied');
INSERT INTO evidence (claim_id, position, kind, source_id, record_row_id, note, reference, value, base_n, digest)
VALUES (:id(00000000-0000-7000-8000-000000001701), 2, 'published', NULL, NULL, NULL, '00000000-0000-7000-8000-000000002201/0123456789abcdef', NULL, NULL, NULL);
