INSERT INTO ballot_plans (box_id, plan)
VALUES (:id(00000000-0000-7000-8000-000000000821), '{"attributes":["area"],"questions":[]}');
INSERT INTO ballot_releases (box_id, release, digest)
VALUES (:id(00000000-0000-7000-8000-000000000821), '{"asked":24,"answered":12,"minimum":10,"few":4,"turnout":[],"questions":[]}', 'fd486b5a80df5ae3fc0a8113007e5a1db179f465a628c6955697d56770935c1a');
