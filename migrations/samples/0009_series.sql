UPDATE event_segments SET zone = 'Europe/London', title = 'Reading signs', summary = 'Signs', place = 'Room 1', joining_link = 'https://meet.sample.example';
INSERT INTO series_registrations (id, series_id, person_id, place, since, ended_at, version)
VALUES (:id(00000000-0000-7000-8000-000000000901), :id(00000000-0000-7000-8000-000000000501), :id(00000000-0000-7000-8000-000000000001), 'online', :at(1777885200000000), NULL, 1);
INSERT INTO series_entries (series_registration_id, segment_id, revision, told_sequence)
VALUES (:id(00000000-0000-7000-8000-000000000901), :id(00000000-0000-7000-8000-000000000502), 1, 1);
