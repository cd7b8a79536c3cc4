INSERT INTO ballot_boxes (id, event_id, asked, minimum, words_from, opens_at, closes_at, counted_at, answered)
VALUES (:id(00000000-0000-7000-8000-000000000821), NULL, 24, 10, 15, :at(1780414200000000), :at(1781623800000000), :at(1781624400000000), 12);
INSERT INTO ballot_cells (id, box_id, position, label, invited, answered)
VALUES (:id(00000000-0000-7000-8000-000000000822), :id(00000000-0000-7000-8000-000000000821), 0, '["Library",null]', 14, 11);
INSERT INTO ballot_roll (id, box_id, person_id, guest_id, has_answered, cell_id)
VALUES (:id(5e1d2c3b-0a4e-4f5d-9c7b-8a9b0c1d2e3f), :id(00000000-0000-7000-8000-000000000821), :id(00000000-0000-7000-8000-000000000001), NULL, TRUE, :id(00000000-0000-7000-8000-000000000822));
INSERT INTO ballots (box_id, question, id, answer, cell_id)
VALUES (:id(00000000-0000-7000-8000-000000000821), 'useful', :id(1b9a8c7d-6e5f-4d3c-8b2a-1f0e9d8c7b6a), 'agree', :id(00000000-0000-7000-8000-000000000822));
