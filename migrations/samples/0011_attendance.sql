INSERT INTO attendances (id, event_id, person_id, guest_id, way, at, minutes)
VALUES (:id(00000000-0000-7000-8000-000000000701), :id(00000000-0000-7000-8000-000000000503), :id(00000000-0000-7000-8000-000000000001), NULL, 'code', :at(1780400000000000), 55);
INSERT INTO event_attendance (event_id, came, others) VALUES (:id(00000000-0000-7000-8000-000000000503), 1, 2);
