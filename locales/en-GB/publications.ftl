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
