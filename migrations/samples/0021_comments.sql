INSERT INTO comment_rules (wave_id, days, deleted_at)
VALUES (:id(00000000-0000-7000-8000-000000001521), 365, NULL);
INSERT INTO comment_themes (id, wave_id, name, name_key)
VALUES (:id(00000000-0000-7000-8000-000000002101), :id(00000000-0000-7000-8000-000000001521), 'Time of day', 'time of day');
INSERT INTO comment_codings (box_id, question, comment_id, theme_id)
VALUES (:id(00000000-0000-7000-8000-000000000821), 'useful', :id(1b9a8c7d-6e5f-4d3c-8b2a-1f0e9d8c7b6a), :id(00000000-0000-7000-8000-000000002101));
INSERT INTO comment_marks (box_id, question, comment_id, is_redacted, is_withheld, may_show)
VALUES (:id(00000000-0000-7000-8000-000000000821), 'useful', :id(1b9a8c7d-6e5f-4d3c-8b2a-1f0e9d8c7b6a), TRUE, FALSE, TRUE);
INSERT INTO comment_releases (wave_id, themes, released_at)
VALUES (:id(00000000-0000-7000-8000-000000001521), '[]', :at(1782208800000000));
