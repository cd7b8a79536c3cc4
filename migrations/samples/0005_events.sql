INSERT INTO event_series (id, created_by_id, created_at, version)
VALUES (:id(00000000-0000-7000-8000-000000000501), :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000), 1);
INSERT INTO event_segments (id, series_id, position, uid, sequence, rule, first_local, changed_at)
VALUES (:id(00000000-0000-7000-8000-000000000502), :id(00000000-0000-7000-8000-000000000501), 1, 'series@sample.example', 0, 'FREQ=WEEKLY;INTERVAL=1;COUNT=2', '2026-06-02T12:30', :at(1777885200000000));
INSERT INTO events (id, slug, state, kind, audience, title, title_key, summary, description, preparation, local_start, is_second, zone, minutes, starts_at, ends_at, format, place, joining_link, seats, online_seats, policy, offer_hours, closes_at, is_recorded, seeks_speakers, uid, sequence, series_id, segment_id, slot, created_by_id, created_at, published_at, called_off_at, reason, changed_at, version)
VALUES (:id(00000000-0000-7000-8000-000000000503), 'reading-signs', 'published', 'lunch_and_learn', 'public', 'Reading signs', 'reading signs', 'Signs', '', '', '2026-06-02T12:30', FALSE, 'Europe/London', 60, :at(1780399800000000), :at(1780403400000000), 'both', 'Room 1', 'https://meet.sample.example', 20, NULL, 'first_come', 24, NULL, TRUE, FALSE, 'reading@sample.example', 0, :id(00000000-0000-7000-8000-000000000501), :id(00000000-0000-7000-8000-000000000502), '2026-06-02T12:30', :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000), :at(1777885200000000), NULL, NULL, :at(1777885200000000), 1);
INSERT INTO event_communities (event_id, community_id, position)
VALUES (:id(00000000-0000-7000-8000-000000000503), :id(00000000-0000-7000-8000-000000000111), 1);
INSERT INTO event_team (event_id, person_id, role, since)
VALUES (:id(00000000-0000-7000-8000-000000000503), :id(00000000-0000-7000-8000-000000000001), 'host', :at(1777885200000000));
INSERT INTO event_speakers (id, event_id, position, person_id, name, affiliation, email, state)
VALUES (:id(00000000-0000-7000-8000-000000000504), :id(00000000-0000-7000-8000-000000000503), 1, NULL, 'Sam Speaker', 'Elsewhere', NULL, 'confirmed');
INSERT INTO guests (id, name, email, email_key, language, created_at)
VALUES (:id(00000000-0000-7000-8000-000000000505), 'Gail Guest', 'gail@sample.example', 'gail@sample.example', NULL, :at(1777885200000000));
INSERT INTO event_counts (event_id, last_number, in_person_held, in_person_waiting, online_held, online_waiting)
VALUES (:id(00000000-0000-7000-8000-000000000503), 1, 1, 0, 0, 0);
INSERT INTO registrations (id, event_id, person_id, guest_id, place, state, number, registered_at, since, offer_ends_at, reason, revision, told_sequence, needs, version)
VALUES (:id(00000000-0000-7000-8000-000000000506), :id(00000000-0000-7000-8000-000000000503), NULL, :id(00000000-0000-7000-8000-000000000505), 'in_person', 'confirmed', 1, :at(1777885200000000), :at(1777885200000000), NULL, NULL, 0, 0, NULL, 1);
INSERT INTO registration_steps (id, registration_id, event, cause, previous, state, place, sequence, at, actor_id, note)
VALUES (:id(00000000-0000-7000-8000-000000000507), :id(00000000-0000-7000-8000-000000000506), 'register', 'oneself', NULL, 'confirmed', 'in_person', 0, :at(1777885200000000), NULL, NULL);
INSERT INTO seat_fates (id, event_id, place, at, seats, unfilled, registration_id)
VALUES (:id(00000000-0000-7000-8000-000000000508), :id(00000000-0000-7000-8000-000000000503), 'in_person', :at(1777885200000000), 1, 'nobody_waits', NULL);
INSERT INTO own_calendars (person_id, number, since) VALUES (:id(00000000-0000-7000-8000-000000000001), 1, :at(1777885200000000));
