INSERT INTO recordings (id, event_id, state, name, size, modified, piece, received, media, begun_at, changed_at)
VALUES (:id(00000000-0000-7000-8000-000000000901), :id(00000000-0000-7000-8000-000000000503), 'ready', 'signs.webm', 10, 1780310000000, 4, 10, 'webm', :at(1780420000000000), :at(1780420000000000));
INSERT INTO recording_pieces (recording_id, position, file_id)
VALUES (:id(00000000-0000-7000-8000-000000000901), 0, :id(00000000-0000-7000-8000-000000000902));
INSERT INTO records (event_id, state, summary, link, recording_id, shows_unspoken, description, captions, chapters, begins_after, review_by, published_at, taken_down_at, reason, changed_at, version)
VALUES (:id(00000000-0000-7000-8000-000000000503), 'published', 'What signs are for.', NULL, :id(00000000-0000-7000-8000-000000000901), FALSE, '', 'WEBVTT

00:00:00.000 --> 00:00:04.000
Signs show the way.
', '0:00 Signs', 0, NULL, :at(1780430000000000), NULL, NULL, :at(1780430000000000), 1);
