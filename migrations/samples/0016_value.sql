INSERT INTO framings (community_id, value_type, aspiration, conditions, risks, mitigations, planned, owner_id, review_by, author_id, written_at, version)
VALUES (:id(00000000-0000-7000-8000-000000000111), 'applied', 'Half of the faculties use the template', 'It is approved', 'Local variants', 'One owner', 'Faculties that use it', :id(00000000-0000-7000-8000-000000000001), '2026-12-01', :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000), 1);
INSERT INTO indicators (id, community_id, value_type, number, name, definition, source, level, kind, measure, unit, direction, baseline, baseline_on, target, target_by, automatic, author_id, created_at, retired_at, version)
VALUES (:id(00000000-0000-7000-8000-000000001601), :id(00000000-0000-7000-8000-000000000111), 'applied', 1, 'Faculties that use it', 'Asked each term', 'Heads of faculty', 'organisation', 'effect', 'number', 'faculties', 'up', 2000, '2025', 6000, '2026-07-31', NULL, :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000), NULL, 1);
INSERT INTO measurements (id, indicator_id, measured_on, value, base_n, note, is_counted, recorded_by_id, recorded_at)
VALUES (:id(00000000-0000-7000-8000-000000001611), :id(00000000-0000-7000-8000-000000001601), '2026-05-01', 5000, 11, 'Asked by letter', FALSE, :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000));
INSERT INTO stories (id, community_id, title, teller_id, writer_id, has_agreed, state, audience, naming, others, level, event_id, beginning, address, contributors, otherwise, follow_up, note, written_at, changed_at, shared_at, version)
VALUES (:id(00000000-0000-7000-8000-000000001621), :id(00000000-0000-7000-8000-000000000111), 'A form', :id(00000000-0000-7000-8000-000000000001), :id(00000000-0000-7000-8000-000000000001), TRUE, 'shared', 'organisation', 'role', 'none', 'team', NULL, 'A talk', '', 'Another project', 'The old form', '2026-07-13', NULL, :at(1777885200000000), :at(1777885200000000), :at(1777885200000000), 2);
INSERT INTO story_steps (story_id, position, value_type, body, state, happened, evidence, indicator_id)
VALUES (:id(00000000-0000-7000-8000-000000001621), 1, 'applied', 'Used it for the open day', 'happened', '2026-01', 'The form', :id(00000000-0000-7000-8000-000000001601));
INSERT INTO story_words (id, story_id, person_id, asked_at, word, note, answered_at)
VALUES (:id(00000000-0000-7000-8000-000000001631), :id(00000000-0000-7000-8000-000000001621), :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000), 'confirms', 'I saw it', :at(1777885200000000));
INSERT INTO narratives (person_id, reasons, activities, is_shared, written_at, version)
VALUES (:id(00000000-0000-7000-8000-000000000001), 'To learn', 'Three talks', FALSE, :at(1777885200000000), 1);
INSERT INTO narrative_rows (person_id, part, body, example)
VALUES (:id(00000000-0000-7000-8000-000000000001), 'myself', 'I dare to ask', 'At a talk');
