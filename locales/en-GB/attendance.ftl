### Who was at an event: the code on the screen, the list at the door, reports of meetings, and one's own record.

attendance-list = Who was there
attendance-title = Who was at “{ $event }”
attendance-of = Came: { $came } · With a seat: { $registered }
attendance-came = { $count ->
    [0] Nobody has checked in yet
    [one] One person is here
   *[other] { $count } people are here
}
attendance-summary = { $came } of { $registered } with a seat came; { $all } came in all
attendance-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
attendance-way-code = Typed the code
attendance-way-door = Pressed the button at the door
attendance-way-host = Ticked by a host
attendance-way-report = In the report
attendance-first = First time
attendance-first-how = First time: they were at no earlier event of these { -communities }, as far as attendance was recorded.
attendance-registered = With a seat
attendance-unregistered = Came without registering
attendance-nobody-registered = Nobody has a seat.
attendance-nobody-so = Nobody of this name has a seat.
attendance-search = Find a name on the list
attendance-search-button = Find
attendance-everybody = Show everybody
attendance-tick = { $name } is here
attendance-undo = Undo: { $name }
attendance-more = Others who came
attendance-person = A colleague who came without registering
attendance-person-hint = Their e-mail address or their whole name.
attendance-person-button = Record them
attendance-others = How many more came, whose names you do not know?
attendance-others-hint = Only the number is kept.
attendance-others-button = Keep the number

attendance-refusal-not-published = The event is not published yet.
attendance-refusal-called-off = The event was called off.
attendance-refusal-too-early = It is too early. Attendance opens half an hour before the start.
attendance-refusal-over = It is too late to check in. Ask a host to record that you were there.

check-in-title = Code for the screen
check-in-how = Are you here? Point your camera at the pattern, or go to
check-in-code = Code
check-in-pattern = Pattern that leads a telephone to the page on which you say that you are here
check-in-window = The code works from { $minutes } minutes before the start until { $minutes } minutes after the end.

here-title = I am here
here-button = I am here
here-code-hint = Six letters and digits that the hosts show.
here-what = It counts for your own record. The hosts see that you came; everybody else sees only how many did.
here-already = You are on the list
here-already-how = It is in your own record:
here-sign-in = Sign in, and it counts for your own record.
here-guests = Registered as a guest? Open the link in your letter: the same button is there. Or tell a host.

report-title = Read a report of the meeting
report-how = Download the attendance report from Teams, or the participant report from Zoom, and choose the file here. You then see whom it means before anything is recorded.
report-file = Report
report-file-hint = CSV, as Teams or Zoom write it, up to 5 MB.
report-read = Read it
report-privacy = The file is read and not kept. Of people whom we do not know only the number stays.
report-fault-missing = Choose a file
report-fault-too-large = This file is too large. A report has 50,000 lines at most
report-fault-is-spreadsheet = This is a spreadsheet. Save it as CSV, or download the report again
report-fault-unknown-encoding = The text of this file cannot be read. Download the report again
report-fault-not-report = There is no table of participants in this file. Check that it is the attendance report
report-fault-no-participants = The table of participants in this file is empty
report-why-no-name = it names nobody
report-why-bad-time = its time cannot be read
report-why-ends-before-start = it ends before it starts
report-why-waiting-room = the person was in the waiting room
report-why-did-not-attend = the person did not attend
report-preview-title = Whom the report means
report-preview-how = Nothing is recorded yet.
report-known = { $count ->
    [one] One person is known
   *[other] { $count } people are known
}
report-known-none = Nobody in this report is known here.
report-open = { $count ->
    [one] One line is open
   *[other] { $count } lines are open
}
report-open-how = We do not know these people, or not which of several they are. Say who they are, count them as others, or leave them out.
report-who = Who is “{ $name }”?
report-as-other = Somebody else: count them
report-leave-out = Nobody: leave the line out
report-as = In the report: { $name }
report-unregistered = Had not registered
report-stay = { $from } to { $to }
report-more = { $count ->
    [one] One more person whom we do not know is counted as another.
   *[other] { $count } more people whom we do not know are counted as others.
}
report-skipped = Lines that were left out
report-skipped-line = Line { $line }: { $why }
report-record = Record it

record-title = Events you were at
record-lead = Your own record. Nobody else sees it; others see how many came to an event, and its hosts who was there.
record-xlsx = Download for Excel
record-csv = Download as CSV
record-none = You were at no event yet
record-none-next = Say “I am here” at the next one, and it counts here.
record-total = { $events ->
    [one] One event
   *[other] { $events } events
}, { $hours } h { $minutes } min of learning
record-certificate = Certificate for “{ $event }”
record-wrong = Is something wrong or missing? The hosts of the event can mend it: write to them.

certificate-title = Certificate of attendance
certificate-says = { $name } attended “{ $event }”.
certificate-when = When
certificate-by = Held by
certificate-kind = Kind
certificate-minutes = Learning
certificate-issued = Issued
certificate-measured = The minutes are those of the meeting's own report, at most the length of the event.
certificate-planned = The minutes are the length of the event.
certificate-print = To keep it, print this page, or save it as a PDF.

learning-file = Learning at events
learning-day = Date
learning-title = Title
learning-community = { -community(form: "capital") }
learning-kind = Kind
learning-minutes = Minutes

flash-here = You are on the list. Welcome.
flash-attendance-recorded = Recorded.
flash-attendance-others = The number is kept.
flash-report-recorded = Recorded from the report: { $new } new, { $measured } with other minutes, { $before } as before, { $others } others.

## For those who run events, and for the programme.

term-autumn = Autumn { $year }
term-spring = Spring { $year }
term-summer = Summer { $year }
hosting-title = Events you run
hosting-lead = What is due, who is coming, and how many to expect.
hosting-none = You run no events at present
hosting-none-next = Events that you host, and those of { -communities } that you lead, appear here.
hosting-coming-title = To come
hosting-past-title = Over
hosting-coming-of = { $registered } with a seat; { $held } of { $seats } seats taken
hosting-coming = { $registered } with a seat
hosting-expected = Expect about { $likely }, from { $low } to { $high }: { $percent } % of the { $registered } people who had a seat at { $sessions } like it came (95 % confidence: { $from } to { $to } %).
hosting-not-known = How many to expect is not known yet.
hosting-foretold = How many to expect is reckoned from past events of the same kind by the same { -communities }, from { $sessions } on of which attendance was recorded.
hosting-due-publish = Publish the draft
hosting-due-needs = { $count ->
    [one] One person has said what they need
   *[other] { $count } people have said what they need
}
hosting-due-line = { $count ->
    [one] One person is in line
   *[other] { $count } people are in line
}
hosting-due-attendance = Record who was there
hosting-due-record = Publish the record, by { $date }
hosting-due-review = Look at the record again: this was due by { $date }
hosting-kinds = Past events by kind
hosting-kinds-how = All past events of the { -communities } whose events you run.
overview-title = Events held
overview-lead = Numbers of all events that are over and were not called off. Nobody is named.
overview-none = No event is over yet
overview-none-next = Numbers appear here after the first one.
overview-by-term = By term
overview-terms-how = An academic year begins in September and has three terms: September to December, January to April, May to August.
overview-by-kind = By kind
overview-by-community = By { -community }
overview-communities-how = An event that several hold counts for each of them.
overview-choose = Show kinds and { -communities } of
overview-show = Show
overview-all-terms = All terms
overview-term = Term
overview-held = Events held
overview-held-of = events held: { $name }
overview-unrecorded = Attendance not recorded
overview-came = People who came
overview-registered = Had a seat
overview-registered-came = Had a seat and came
overview-seats-held = Seats taken
overview-seats = Seats
overview-no-shows = Had a seat, did not come
overview-fill = Seats taken, in per cent
overview-percent = { $percent } %
overview-no-share = –
overview-chart = Events held in each term
overview-point = { $term }: { $held }
