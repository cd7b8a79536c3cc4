UPDATE publications SET report = '{}' WHERE slug = 'spring-2026';
