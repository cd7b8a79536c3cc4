INSERT INTO claims (id, key, origin, measure, statement, level, theme, as_of, value, qualifier, base_n, position, state, recorded_at, decided_by_id, decided_at, decision_note, value_type, strength, comparison, community_id, service_area_id, author_id, review_by, replaces_id, notice, sealed_at, seal, version)
VALUES (:id(00000000-0000-7000-8000-000000001701), 'written:sample', 'written', 'statement', 'Members helped each other', 'team', 'Connections', '2026', NULL, NULL, NULL, 2, 'submitted', :at(1777885200000000), NULL, NULL, NULL, 'applied', 'observed', NULL, NULL, NULL, :id(00000000-0000-7000-8000-000000000001), '2027-05-04', NULL, NULL, NULL, NULL, 1);
INSERT INTO evidence (claim_id, position, kind, source_id, record_row_id, note, reference, value, base_n, digest)
VALUES (:id(00000000-0000-7000-8000-000000001701), 1, 'external', NULL, NULL, 'A letter', '', NULL, NULL, NULL);
INSERT INTO claim_themes (position, title) VALUES (1, 'Connections');
INSERT INTO given_quotes (id, person_id, community_id, theme, body, said_at, state, scopes, attribution, shown_as, expires, editor_id, written_at, asked_at, answered_at, withdrawn_at, version)
VALUES (:id(00000000-0000-7000-8000-000000001711), :id(00000000-0000-7000-8000-000000000001), NULL, 'Connections', 'I found somebody to ask', 'In May', 'given', 'organisation public', 'anonymous', NULL, '2028-05-04', :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000), :at(1777885200000000), :at(1777885200000000), NULL, 3);
INSERT INTO quote_copies (id, quote_id, scope, purpose, taken_by_id, taken_at)
VALUES (:id(00000000-0000-7000-8000-000000001721), :id(00000000-0000-7000-8000-000000001711), 'print', 'Annual report', :id(00000000-0000-7000-8000-000000000001), :at(1777885200000000));
INSERT INTO publications (id, slug, title, community_id, service_area_id, body, figures, seal, published_at, published_by_id)
VALUES (:id(00000000-0000-7000-8000-000000001731), 'spring-2026', 'Spring 2026', NULL, NULL, '<p></p>', '[]', '00', :at(1777885200000000), :id(00000000-0000-7000-8000-000000000001));
INSERT INTO publication_claims (publication_id, claim_id)
VALUES (:id(00000000-0000-7000-8000-000000001731), :id(00000000-0000-7000-8000-000000001701));
INSERT INTO publication_quotes (publication_id, quote_id)
VALUES (:id(00000000-0000-7000-8000-000000001731), :id(00000000-0000-7000-8000-000000001711));
