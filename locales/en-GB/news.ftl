### News: articles of this site, and summaries of articles that stand elsewhere.

news-title = News
news-description = News of { $programme } at { $organisation }.
news-empty = No news yet
news-empty-next = Articles and announcements appear here, the latest first.
news-source = The article
news-page = Page { $page } of { $pages }
news-all = All news
