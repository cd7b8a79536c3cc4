-- A row or two for each table of this migration. The test of the migrations writes :id(...), :at(microseconds) and
-- :bytes(...) as each database does.
INSERT INTO organisation (id, name, programme_name, about, contact_name, contact_email, time_zone, language, accent, logo_id, leads_are_public, sign_in_rule, sign_in_domains, accessibility, is_demonstration, version)
VALUES (1, 'Sample University', 'Communities of practice', 'About', 'The team', 'team@sample.example', 'Europe/London', 'en-GB', '#0b5c66', NULL, TRUE, 'domains', 'sample.example', '{}', FALSE, 1);
INSERT INTO vocabulary (language, word, forms) VALUES ('en-GB', 'lead', '{"singular":"chair","plural":"chairs","article":"a chair"}');
INSERT INTO site_state (name, value) VALUES ('sample', 'value');
INSERT INTO files (id, purpose, media_type, size, digest, created_at, created_by)
VALUES (:id(00000000-0000-7000-8000-0000000000f1), 'picture', 'image/webp', 12, 'ab', :at(1777885200000000), NULL);
INSERT INTO people (id, name, name_key, email, email_key, job_title, department, department_key, job_family, job_family_key, about, picture_id, shows_email, language, status, asked_about_work, created_at, left_at, version)
VALUES (:id(00000000-0000-7000-8000-000000000001), 'Ada Sample', 'ada sample', 'ada@sample.example', 'ada@sample.example', NULL, 'Estates', 'estates', NULL, NULL, NULL, :id(00000000-0000-7000-8000-0000000000f1), FALSE, NULL, 'current', TRUE, :at(1777885200000000), NULL, 1);
INSERT INTO person_topics (person_id, key, label) VALUES (:id(00000000-0000-7000-8000-000000000001), 'signs', 'Signs');
INSERT INTO accounts (person_id, created_at, signed_in_at) VALUES (:id(00000000-0000-7000-8000-000000000001), :at(1777885200000000), NULL);
INSERT INTO sign_in_tokens (id, purpose, email, email_key, person_id, next_path, created_at, expires_at, used_at, attempts)
VALUES (:id(00000000-0000-7000-8000-000000000011), 'sign_in', 'ada@sample.example', 'ada@sample.example', :id(00000000-0000-7000-8000-000000000001), '/', :at(1777885200000000), :at(1777887000000000), NULL, 0);
INSERT INTO sessions (id, secret_digest, person_id, created_at, seen_at, expires_at, ended_at, device, address)
VALUES (:id(00000000-0000-7000-8000-000000000021), :bytes(00), :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000), :at(1777885200000000), :at(1779094800000000), NULL, 'a browser', '127.0.0.1');
INSERT INTO audit_events (id, at, actor_id, acting_as, action, record_kind, record_id, community_id, person_id, before, after, request_id, address, device)
VALUES (:id(00000000-0000-7000-8000-000000000031), :at(1777885200000000), :id(00000000-0000-7000-8000-000000000001), 'staff', 'account.sign_in', 'session', :id(00000000-0000-7000-8000-000000000021), NULL, :id(00000000-0000-7000-8000-000000000001), NULL, NULL, NULL, NULL, NULL);
INSERT INTO change_log (record_kind, record_id, at) VALUES ('person', :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000));
INSERT INTO jobs (id, kind, payload, state, run_at, attempts, unique_key, created_at, claimed_until, finished_at, last_error)
VALUES (:id(00000000-0000-7000-8000-000000000041), 'tidy', '{"kind":"tidy"}', 'ready', :at(1777885200000000), 0, NULL, :at(1777885200000000), NULL, NULL, NULL);
INSERT INTO deliveries (id, kind, person_id, community_id, about_id, state, reason, created_at, settled_at)
VALUES (:id(00000000-0000-7000-8000-000000000051), 'sign_in', :id(00000000-0000-7000-8000-000000000001), NULL, NULL, 'queued', NULL, :at(1777885200000000), NULL);
INSERT INTO mail_preferences (person_id, kind, wanted) VALUES (:id(00000000-0000-7000-8000-000000000001), 'broadcast', FALSE);
INSERT INTO counters (counter, value, changed_at) VALUES ('people', 1, :at(1777885200000000));
