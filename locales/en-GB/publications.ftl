### The page of impact of a community or an area, and publications.

impact-of = What difference did it make? { $name }
impact-of-description = What { $name } has achieved, with what each claim rests on.
impact-of-nothing = Nothing is stated yet
impact-of-nothing-next = Claims appear here once they have been approved.
impact-others = By { -community } and { -service-area }
impact-of-whole = The whole programme
impact-method-strength = Beside each claim stands how it is known: observed, reported, corroborated or measured. Somebody other than its author has approved it, and it is sealed with what its evidence said then. If that changes, the claim says so.

publications-title = Publications
publications-lead = The page as it stood on a day. Their addresses stay, and their figures are sealed.
publications-none = Nothing has been published yet
publications-none-next = A publication keeps the page as it stands, under an address that stays.
publication-new = Publish the page as it stands
publication-new-text = What a visitor sees now is kept as it is. Quotes stay their authors’: who takes one back takes it out of publications too.
publication-title = Title
publication-title-hint = Such as: Spring 2026. Its address follows from it.
publication-publish = Publish
publication-empty = There is nothing to publish: no claim is shown.
publication-not-holding = Something on the page rests on evidence that has changed. Look at it on the evidence board first.
publication-when = As it stood on { $day }.
publication-since = What has changed since
publication-corrected = Corrected: { $statement }
publication-withdrawn = Taken off: { $statement }
publication-seal = Seal
publication-seal-text = A digest of the text and the figures, made when it was published. The site’s own check compares it.
publication-broken = The seal is broken
publication-broken-text = What stands here is not what was published.
flash-impact-published = The page has been published.

### The report of a publication.

publication-report-title = To take with you
publication-report-text = The same figures as a PDF file that screen readers can read, set from what was sealed. Quotes that have been taken back are not in it.
publication-report-absent = PDF reports are not installed on this site. Print this page instead: it is laid out for paper.
flash-publication-report-absent = PDF reports are not installed on this site. Print this page instead.
publication-report-sponsor = For a sponsor
publication-report-sponsor-text = PDF: the figures at a glance, the claims, and what is asked of you.
publication-report-summary = Executive summary
publication-report-summary-text = PDF: every claim with its mark, charts and quotes.
publication-report-full = Full report
publication-report-full-text = PDF: with contents, tables, sources and the method.
publication-report-charts = Charts for a slide (PNG)
publication-report-drawing = the same as a drawing (SVG): { $chart }
publication-report-subtitle = What { $name } changed, and how each figure is known
publication-report-glance = At a glance
publication-report-contents = Contents
publication-report-ask = What is asked of you
publication-report-ask-text = Give the people in your area the time to take part, and ask in their reviews what came of it. Write to { $address } with questions about any figure.
publication-report-sources = How each figure is known
publication-report-source = Source
publication-report-figure = Figure
publication-report-table = Table
publication-report-page = Page
publication-report-claim = What was said
publication-report-share = Agreed
publication-report-low = At least
publication-report-high = At most
publication-report-chart = { $theme }: the share who agreed, with the bounds of each
