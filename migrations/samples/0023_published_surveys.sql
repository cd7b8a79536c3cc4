INSERT INTO published_surveys (id, title, publisher, address, since, until, asked, entered_at, version)
VALUES (:id(00000000-0000-7000-8000-000000002201), 'A report', 'Another organisation', '', '2026-01-05', NULL, 120, :at(1780500000000000), 1);
INSERT INTO published_figures (survey_id, position, statement, percent, agreed, base, value_type)
VALUES (:id(00000000-0000-7000-8000-000000002201), 1, 'It helps.', 84, 42, 50, 'applied');
