search-title = Search
search-title-for = Search: { $words }
search-summary = { $count ->
    [0] Nothing found
    [one] One found
   *[other] { $count } found
}
search-corrected = Showing what was found for “{ $words }”.
search-sign-in = Sign in to find people as well.
search-empty = Nothing fits these words
search-empty-next = Try fewer or other words, or give up a choice. You can also look through all { -communities }.
search-browse = All { -communities }
search-kinds = Kind
search-stages = Stage
search-areas = { -service-area(form: "capital") }
search-kind-community = { -community(form: "capital") }
search-kind-person = Person
search-kind-area = { -service-area(form: "capital") }
search-kind-event = Event
search-kind-news = News
search-kind-page = Page
search-facet-count = { $count ->
    [one] One result
   *[other] { $count } results
}
search-suggestions = { $count ->
    [0] No suggestions
    [one] One suggestion
   *[other] { $count } suggestions
}
