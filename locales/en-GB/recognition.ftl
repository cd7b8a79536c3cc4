### Awards and outside events.

recognition-title = Recognition
recognition-description = Awards and outside events of { $programme }.
recognition-lead = What others said of the programme, and whom it invited.
recognition-by = { $kind }, { $body }
recognition-category = Category: { $category }
recognition-note = Note: { $note }
recognition-empty = Nothing is recorded yet
recognition-empty-next = Awards and outside events appear here.
recognition-source = Source
