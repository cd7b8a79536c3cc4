INSERT INTO wave_imports (wave_id, tool, brought_in_on)
VALUES (:id(00000000-0000-7000-8000-000000001521), 'qualtrics', '2026-06-23');
