INSERT INTO ballot_boxes (id, event_id, asked, minimum, words_from, opens_at, closes_at, counted_at)
VALUES (:id(00000000-0000-7000-8000-000000000801), :id(00000000-0000-7000-8000-000000000503), 12, 10, 15, :at(1780414200000000), :at(1781623800000000), NULL);
INSERT INTO ballot_roll (id, box_id, person_id, guest_id, has_answered)
VALUES (:id(6f1d2c3b-0a4e-4f5d-9c7b-8a9b0c1d2e3f), :id(00000000-0000-7000-8000-000000000801), NULL, :id(00000000-0000-7000-8000-000000000505), TRUE);
INSERT INTO ballots (box_id, question, id, answer)
VALUES (:id(00000000-0000-7000-8000-000000000801), 'worth', :id(0b9a8c7d-6e5f-4d3c-8b2a-1f0e9d8c7b6a), 'fully');
INSERT INTO broadcasts (id, community_id, author_id, audience, subject, body, recipients, state, created_at, send_at, event_id)
VALUES (:id(00000000-0000-7000-8000-000000000802), NULL, :id(00000000-0000-7000-8000-000000000001), 'confirmed', 'Bring a question', 'See you there.', 1, 'sent', :at(1780310000000000), :at(1780310600000000), :id(00000000-0000-7000-8000-000000000503));
INSERT INTO event_slides (id, event_id, speaker_id, name, media_type, size, digest, added_at)
VALUES (:id(00000000-0000-7000-8000-000000000803), :id(00000000-0000-7000-8000-000000000503), :id(00000000-0000-7000-8000-000000000504), 'signs.pdf', 'application/pdf', 1200, '00', :at(1780310000000000));
