INSERT INTO service_areas (id, slug, name, name_key, description, hue, position, created_at, retired_on, version)
VALUES (:id(00000000-0000-7000-8000-000000000101), 'estates', 'Estates', 'estates', 'Buildings', 3, 1, :at(1777885200000000), NULL, 1);
INSERT INTO communities (id, slug, name, name_key, summary, stage, join_rule, core_rule, visibility, sensitive, merged_into_id, proposed_by_id, created_at, version)
VALUES (:id(00000000-0000-7000-8000-000000000111), 'signs', 'Signs', 'signs', 'Signs', 'active', 'open', 'choose', 'public', FALSE, NULL, NULL, :at(1777885200000000), 1);
INSERT INTO community_areas (community_id, area_id, since, until, recorded_at)
VALUES (:id(00000000-0000-7000-8000-000000000111), :id(00000000-0000-7000-8000-000000000101), '2026-01-05', NULL, :at(1777885200000000));
INSERT INTO stage_changes (id, community_id, previous, stage, held, recorded_at, actor_id, reason)
VALUES (:id(00000000-0000-7000-8000-000000000121), :id(00000000-0000-7000-8000-000000000111), NULL, 'active', '2026-01', :at(1777885200000000), NULL, 'Launched');
INSERT INTO charters (community_id, version, purpose, scope, audience, ways_of_working, cadence, success, author_id, written_at)
VALUES (:id(00000000-0000-7000-8000-000000000111), 1, 'Purpose', '', '', '', '', '', NULL, :at(1777885200000000));
INSERT INTO community_links (id, community_id, label, address, position)
VALUES (:id(00000000-0000-7000-8000-000000000131), :id(00000000-0000-7000-8000-000000000111), 'Channel', 'https://chat.sample.example', 1);
INSERT INTO community_fits (community_id, kind, key, label) VALUES (:id(00000000-0000-7000-8000-000000000111), 'topic', 'signs', 'Signs');
INSERT INTO community_watchers (community_id, person_id, since, told_at)
VALUES (:id(00000000-0000-7000-8000-000000000111), :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000), NULL);
INSERT INTO proposals (community_id, why, answer, note, decided_by_id, decided_at)
VALUES (:id(00000000-0000-7000-8000-000000000111), 'Because', NULL, NULL, NULL, NULL);
INSERT INTO community_counts (community_id, core, wider, asked) VALUES (:id(00000000-0000-7000-8000-000000000111), 1, 0, 0);
INSERT INTO memberships (id, community_id, person_id, state, since, joined_at, message, reason, version)
VALUES (:id(00000000-0000-7000-8000-000000000141), :id(00000000-0000-7000-8000-000000000111), :id(00000000-0000-7000-8000-000000000001), 'active_core', :at(1777885200000000), :at(1777885200000000), NULL, NULL, 1);
INSERT INTO membership_events (id, membership_id, event, cause, previous, state, at, actor_id, note)
VALUES (:id(00000000-0000-7000-8000-000000000151), :id(00000000-0000-7000-8000-000000000141), 'join', 'oneself', NULL, 'active_core', :at(1777885200000000), NULL, NULL);
INSERT INTO role_terms (id, person_id, community_id, role, starts, ends, successor_id, appointed_by_id, recorded_at, note, version)
VALUES (:id(00000000-0000-7000-8000-000000000161), :id(00000000-0000-7000-8000-000000000001), :id(00000000-0000-7000-8000-000000000111), 'lead', '2026-01-05', NULL, NULL, NULL, :at(1777885200000000), NULL, 1);
INSERT INTO broadcasts (id, community_id, author_id, audience, subject, body, recipients, state, created_at, send_at)
VALUES (:id(00000000-0000-7000-8000-000000000171), :id(00000000-0000-7000-8000-000000000111), :id(00000000-0000-7000-8000-000000000001), 'all', 'Subject', 'Body', 1, 'sent', :at(1777885200000000), :at(1777885800000000));
