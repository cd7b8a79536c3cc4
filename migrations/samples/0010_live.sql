INSERT INTO rooms (event_id, moderation, stream)
VALUES (:id(00000000-0000-7000-8000-000000000503), 'before', 'https://stream.sample.example/live');
INSERT INTO questions (id, event_id, state, words, person_id, name, asker, asked_at, since, votes, into_id, answer, reason, version)
VALUES (:id(00000000-0000-7000-8000-000000000601), :id(00000000-0000-7000-8000-000000000503), 'answered_in_writing', 'Where are the signs?', :id(00000000-0000-7000-8000-000000000001), NULL, 'key', :at(1777885200000000), :at(1777885200000000), 1, NULL, 'On the wall.', NULL, 2);
INSERT INTO questions (id, event_id, state, words, person_id, name, asker, asked_at, since, votes, into_id, answer, reason, version)
VALUES (:id(00000000-0000-7000-8000-000000000602), :id(00000000-0000-7000-8000-000000000503), 'merged', 'Where is the sign?', NULL, NULL, 'other', :at(1777885200000000), :at(1777885200000000), 0, :id(00000000-0000-7000-8000-000000000601), NULL, NULL, 2);
INSERT INTO question_steps (id, question_id, event, cause, previous, state, at, actor_id, note)
VALUES (:id(00000000-0000-7000-8000-000000000603), :id(00000000-0000-7000-8000-000000000601), 'answer_in_writing', 'moderator', 'open', 'answered_in_writing', :at(1777885200000000), :id(00000000-0000-7000-8000-000000000001), NULL);
INSERT INTO question_votes (question_id, voter) VALUES (:id(00000000-0000-7000-8000-000000000601), 'key');
INSERT INTO polls (id, event_id, state, question, shows, created_at, version)
VALUES (:id(00000000-0000-7000-8000-000000000604), :id(00000000-0000-7000-8000-000000000503), 'open', 'Have you seen one?', 'live', :at(1777885200000000), 1);
INSERT INTO poll_choices (poll_id, position, words, answers) VALUES (:id(00000000-0000-7000-8000-000000000604), 1, 'Yes', 1);
INSERT INTO poll_choices (poll_id, position, words, answers) VALUES (:id(00000000-0000-7000-8000-000000000604), 2, 'No', 0);
INSERT INTO poll_answers (poll_id, voter, position) VALUES (:id(00000000-0000-7000-8000-000000000604), 'key', 1);
