INSERT INTO survey_statements (id, key, edition, wording, value_type, written_at)
VALUES (:id(00000000-0000-7000-8000-000000001501), 'good-use', 1, 'Taking part is a good use of my time.', 'immediate', :at(1777885200000000));
INSERT INTO surveys (id, family_id, edition, title, introduction, items, begun_at, frozen_at, version)
VALUES (:id(00000000-0000-7000-8000-000000001511), :id(00000000-0000-7000-8000-000000001511), 1, 'What taking part is worth', 'Five minutes.', '[]', :at(1777885200000000), NULL, 1);
INSERT INTO survey_waves (id, survey_id, title, state, asked, attributes, box_id, reminders, begun_at, reason, outcome, told_at, version)
VALUES (:id(00000000-0000-7000-8000-000000001521), :id(00000000-0000-7000-8000-000000001511), 'Summer 2026', 'closed', '{"everybody":true,"communities":[],"areas":[]}', '["area"]', :id(00000000-0000-7000-8000-000000000821), 0, :at(1777885200000000), NULL, NULL, NULL, 1);
