### Events: what is on, one event, planning and running one, and calendars.

nav-events = What’s on

events-title = What’s on
events-title-mine = Your events
events-description = { -lunch-and-learns(form: "capital-plural") }, webinars and meetings of the { -communities }.
events-lead = { -lunch-and-learns(form: "capital-plural") }, webinars and meetings of the { -communities }. Times are those of the organisation.
events-plan = Plan an event
events-views = Ways to look at it
events-view-list = List
events-view-month = Month
events-view-week = This week
events-view-other-week = Week
events-community = { -community(form: "capital") }
events-area = { -service-area(form: "capital") }
events-kind = Kind
events-format = Where
events-any = Any
events-mine = Only what I come to, run or speak at
events-narrow = Show these
events-all = Show all events
events-today = Today
events-week = { $first } to { $last }
events-past-lead = Events that are over, the latest first.
events-to-come = See what is to come
events-over = Events that are over
events-none = Nothing is planned yet
events-none-next = Events appear here as soon as a { -community } announces one.
events-none-so = Nothing is planned that fits
events-none-so-next = Choose fewer things, or look at another month.
events-page = Page { $page }
events-subscribe = Subscribe to the public calendar
events-see-all = See all events
events-subscribe-community = Subscribe to its calendar
events-own-calendar = Your own calendar
events-time = { $starts } to { $ends }
events-span = { $date }, { $starts } to { $ends }
events-span-zone = { $date }, { $starts } to { $ends } ({ $zone } time)
events-place-both = { $place }, or online

event-kind-lunch-and-learn = { -lunch-and-learn(form: "capital") }
event-kind-lunch-and-learn-hint = An hour at lunch in a room and online, open to all staff, recorded.
event-kind-webinar = Webinar
event-kind-webinar-hint = A talk for many, online, recorded.
event-kind-core-meeting = Core meeting
event-kind-core-meeting-hint = The { -core-members } meet.
event-kind-workshop = Workshop
event-kind-workshop-hint = Two hours in a room for few, with a waiting list of offers.
event-kind-social = Social
event-kind-social-hint = The members meet.
event-kind-sponsor-meeting = Meeting with the { -sponsor }
event-kind-sponsor-meeting-hint = Half an hour of { -leads } and { -sponsor }.
event-audience-public = Everyone
event-audience-public-hint = Visitors see it too.
event-audience-staff = All staff
event-audience-staff-hint = Everyone who can sign in.
event-audience-members = Members
event-audience-members-hint = Members of the { -communities } that hold it.
event-audience-core = { -core-members(form: "capital") }
event-audience-core-hint = Nobody else finds it.
event-format-in-person = In person
event-format-online = Online
event-format-both = In person and online
event-mine-confirmed = You have a seat
event-mine-waiting = You are in line
event-mine-offered = A seat is held for you
event-called-off = Called off
event-draft = Draft
event-full = Full
event-seeks-speakers = Speakers wanted

event-called-off-notice = This event was called off.
event-next = What comes next:
event-draft-notice = This is a draft. Only those who run it, the { -leads } and the { -programme-manager } see it.
event-publish = Publish
event-in-past = Its start has passed. Choose another day before publishing it.
event-edit = Edit
event-discard = Throw the draft away
event-discard-sure = The draft and all that it says are gone for good. Nobody but those who run it has seen it.
event-discard-confirm = Throw it away for good
event-clash = Something else is on then
event-holiday = { $holiday } is a bank holiday in { $nation }.
event-aside = Your place, and who runs it
event-join = Join online
event-elsewhere = You have a seat elsewhere at this time:
event-recorded-notice = It will be recorded. What is said and shown can be seen afterwards.
event-add-to-calendar = Add to your calendar without registering
event-speakers = Speakers
event-hosts = Run by
event-care = Run this event
event-list = Who comes
event-sheet = Sign-in sheet
event-team = Who runs it
event-clone = Plan one like it
event-call-off = Call it off
event-when = Where, and for whom
event-your-time = On your clock:
event-place = Place
event-online = Online
event-online-how = Those who register get the link to join.
event-seats = Seats
event-seats-in-person = { $seats ->
    [one] 1 seat in the room
   *[other] { $seats } seats in the room
}, { $left } left{ $waiting ->
    [0] {""}
   *[other] , { $waiting } in line
}
event-seats-online = { $seats ->
    [one] 1 place online
   *[other] { $seats } places online
}, { $left } left{ $waiting ->
    [0] {""}
   *[other] , { $waiting } in line
}
event-for = For
event-recording = Recording
event-recording-how = It is recorded, and the recording is published with captions.
event-about = What it is about
event-prepare = What to prepare
event-call-for-speakers = Would you speak?
event-call-for-speakers-how = Speakers are wanted for this event. Write to one of those who run it.
event-announce = Announcement
event-announce-how = Ready for newsletters and internal communications.
event-announce-copy = Copy
event-announce-copied = Copied.
event-announce-online = Online
event-announce-speakers = With { $names }
event-announce-by = Held by { $communities }
event-announce-book = Book: { $url }
event-announce-contact = Contact: { $names }

event-new-title = Plan an event
event-new-lead = It is kept as a draft first. You see it as others will, and publish it when it is right.
event-kinds-lead = What sort of event is it? Each starts from what is usual for it, and you can change everything.
event-kinds-like = Something you have held before? Open it and choose “{ event-clone }”.
event-kinds-past = Your events that are over
event-part-what = What it is
event-part-when = When
event-part-where = Where
event-part-who = For whom
event-part-more = To read before it
event-edit-title = Edit “{ $event }”
event-kind = Kind of event
event-title = Title
event-summary = In a sentence or two
event-summary-hint = What people learn or do. At most 300 characters.
event-communities = Held by
event-communities-hint = The first one in your list answers for it.
event-answers = Which of them answers for it
event-answers-hint = Its colour and name come first wherever the event is listed.
event-answers-first = The first one chosen
event-date = Day
event-starts = Starts
event-ends = Ends
event-which = The clocks go back on this day. Which time is it?
event-which-earlier = The earlier one, before the clocks go back
event-which-later = The later one, after they went back
event-zone = Time zone
event-zone-fold = On the clocks of { $zone }
event-zone-hint = Such as Europe/London. Its clocks count, also when they change.
event-format = How do people take part?
event-room = Room and address
event-room-seats = Seats
event-seats-hint = Empty: no limit
event-link = Link to join online
event-link-hint = Only those with a place see it. Add it later if you like: they are told.
event-online-seats = Places
event-audience = Who may come?
event-description = What it is about
event-description-hint = What you would tell a colleague who asks. Markdown works.
event-preparation = What to prepare
event-preparation-hint = Stands on the page, and in the reminders a day and an hour before.
event-speakers-hint = A colleague’s e-mail address or whole name, or a guest’s name. A guest with an e-mail address can be asked by letter, and sends slides by its link.
event-speaker-name = Speaker { $number }
event-speaker-from = Speaker { $number }: where from
event-speaker-email = Speaker { $number }: e-mail of a guest
event-more = When it is full, and until when people can register
event-policy = When a seat becomes free
event-policy-first-come = The first in line gets it
event-policy-first-come-hint = At once; they are told, and can give it back.
event-policy-offers = The first in line is offered it
event-policy-offers-hint = If they do not accept in time, it goes to the next one.
event-offer-hours = Hours for which an offer stands
event-offer-hours-hint = From 1 to 168.
event-closes = Registration ends
event-closes-hint = On the event’s clocks. Leave it empty to take people until the end.
event-is-recorded = It is recorded
event-is-recorded-hint = People are told before they register.
event-seeks-speakers-choice = Speakers are wanted
event-seeks-speakers-hint = The page asks people to come forward.
event-keep-draft = Keep as a draft
event-save = Save
event-sure = { $people ->
    [one] One person loses their seat
   *[other] { $people } people lose their seats
} with these numbers.
event-sure-next = Those who came last go back to the front of the line, and each is told. Tick the box and save again if you mean it.
event-sure-yes = I mean it

event-call-off-title = Call off “{ $event }”?
event-call-off-people = { $people ->
    [0] Nobody has registered.
    [one] One person has a seat or waits for one. They are told at once, with your reason.
   *[other] { $people } people have a seat or wait for one. All are told at once, with your reason.
}
event-call-off-next = They are shown what comes next:
event-call-off-reason = Why?
event-call-off-reason-hint = Everybody who registered reads this.
event-call-off-confirm = Call it off
event-team-title = Who runs “{ $event }”
event-team-lead = Hosts can change everything here. To hand an event over, add the new host first, then take yourself off.
event-team-remove = Take { $name } off
event-team-add = Add somebody
event-team-person = Who?
event-team-person-hint = A colleague’s e-mail address or whole name.
event-team-role = As what?
event-role-host = Host
event-role-host-hint = Runs the event.
event-role-moderator = Moderator
event-role-moderator-hint = Looks after the questions.

own-calendar-title = Your own calendar
own-calendar-lead = An address from which your calendar program reads what you come to, run or speak at.
own-calendar-address = Address
own-calendar-how = Subscribe to this address in your calendar program. Whoever has it can read your calendar, so keep it to yourself.
own-calendar-renew = Make a new address
own-calendar-renew-hint = The present address ends at once. Every calendar program that reads it needs the new one.
own-calendar-renew-confirm = End the present address and make a new one
own-calendar-none = There is no address yet
own-calendar-none-next = Make one, and subscribe to it in your calendar program.
own-calendar-make = Make an address
calendar-name = { $programme }, { $organisation }
calendar-name-own = { $programme }: what I come to
calendar-text-link = About this event
calendar-text-join = Join online
calendar-alarm = { $event } starts soon

nation-england-and-wales = England and Wales
nation-scotland = Scotland
nation-northern-ireland = Northern Ireland
holiday-new-year = New Year’s Day
holiday-second-january = The second of January
holiday-st-patrick = St Patrick’s Day
holiday-good-friday = Good Friday
holiday-easter-monday = Easter Monday
holiday-early-may = The early May bank holiday
holiday-spring = The spring bank holiday
holiday-battle-of-the-boyne = The anniversary of the Battle of the Boyne
holiday-summer = The summer bank holiday
holiday-st-andrew = St Andrew’s Day
holiday-christmas = Christmas Day
holiday-boxing-day = Boxing Day
holiday-platinum-jubilee = The Platinum Jubilee
holiday-state-funeral = The state funeral of Queen Elizabeth II
holiday-coronation = The coronation of King Charles III
holiday-world-cup = Scotland’s match in the World Cup

flash-event-draft = Kept as a draft. Publish it when it is right.
flash-event-published = Published. People find it now, and can register.
flash-event-in-past = Its start has passed. Choose another day before publishing it.
flash-event-discarded = The draft is gone.
flash-event-told = Saved. Everybody who has a seat is told, and their calendars are changed.
flash-event-called-off = Called off. Everybody who registered is told.
flash-last-host = An event needs a host. Add another one first.
flash-calendar-made = Here is your new address.

event-series = Series
event-series-see = One of a series: see all sessions
event-repeat-fold = Does it repeat? Plan all sessions at once
event-repeat = Repeats
event-repeat-hint = The weekday or the day of the month is that of the date above.
event-repeat-not = It does not
event-repeat-weekly = Every week on that weekday
event-repeat-monthly-weekday = Every month on that weekday of that week, such as the second Tuesday
event-repeat-monthly-last-weekday = Every month on the last of that weekday
event-repeat-monthly-day = Every month on that day of the month
event-repeat-monthly-last-day = Every month on its last day
event-every = Every how many weeks or months
event-every-hint = 2 for every other one. Leave it empty for each.
event-ends-after = Ends after so many sessions
event-ends-on = or on this day at the latest
event-reach = Which sessions do you change?
event-reach-hint = What you change here reaches as many sessions as you say. What was said of one of them alone stays, and nobody’s answer is lost.
event-reach-this = This one
event-reach-following = This one and those after it
event-reach-all = All that are still to come
event-reach-off = Which sessions do you call off?
series-title = All sessions of { $event }
series-rule-weekly = { $every ->
    [one] Every { $weekday }
   *[other] Every { $every } weeks on a { $weekday }
} at { $time }, from { $first } to { $last }
series-rule-monthly-day = { $every ->
    [one] Every month
   *[other] Every { $every } months
} on day { $day } at { $time }, from { $first } to { $last }
series-rule-monthly-last-day = { $every ->
    [one] Every month
   *[other] Every { $every } months
} on the last day at { $time }, from { $first } to { $last }
series-rule-monthly-first = { $every ->
    [one] Every month
   *[other] Every { $every } months
} on the first { $weekday } at { $time }, from { $first } to { $last }
series-rule-monthly-second = { $every ->
    [one] Every month
   *[other] Every { $every } months
} on the second { $weekday } at { $time }, from { $first } to { $last }
series-rule-monthly-third = { $every ->
    [one] Every month
   *[other] Every { $every } months
} on the third { $weekday } at { $time }, from { $first } to { $last }
series-rule-monthly-fourth = { $every ->
    [one] Every month
   *[other] Every { $every } months
} on the fourth { $weekday } at { $time }, from { $first } to { $last }
series-rule-monthly-last = { $every ->
    [one] Every month
   *[other] Every { $every } months
} on the last { $weekday } at { $time }, from { $first } to { $last }
series-come-title = Come to all of it
series-come-how = You get a seat at each session that has one, and a place in line where it is full. You can give back single sessions.
series-come = Come to the series
series-come-in-person = Come to the series in person
series-come-online = Come to the series online
series-you-come = You come to this series
series-you-come-how = Sessions that are added are yours too. To miss one, open it and give the seat back.
series-leave = Leave the series
series-leave-confirm = Give back all places
series-leave-sure = Your seats go to those who wait. Where a session is full, you would join the end of its line.
series-care = Look after the series
series-drafts = { $count ->
    [one] One session is a draft that only you see.
   *[other] { $count } sessions are drafts that only you see.
}
series-publish = Publish them all
series-add-date = Another date
series-add-hint = At the same time of day and place as the session you came from.
series-add = Add this session
series-care-how = To leave a date out, open its session and throw the draft away, or call it off once it is published.
series-none-ahead = No session is to come
series-none-ahead-next = What is over stands below.
series-ahead = To come
series-over = Over
series-holiday = A bank holiday
flash-series-draft = The sessions are kept as drafts. Look at the dates, leave out or add some, then publish them.
flash-series-published = Published. People can come to the series or to single sessions.
flash-series-added = Added as a draft.
flash-series-saved = Saved for the sessions you chose.
flash-series-told = Saved for the sessions you chose. Everybody who comes is told, and their answers stand.
event-team-series = For every session of the series that is still to come
letter-speaker-subject = Will you speak at “{ $event }”?
letter-speaker-opening = { $hosts } would like you to speak at “{ $event }”.
letter-speaker-recorded = The event is recorded. On the page of the link you can say whether you agree to that.
letter-speaker-button = Answer, or send slides
letter-speaker-link = The link works without signing in, until { $days } days after the event. Opening it decides nothing.
letter-speaker-why = You receive this because { $hosts } named you as a speaker at an event.
letter-speaker-confirmed-subject = { $speaker } speaks at { $event }
letter-speaker-confirmed-opening = { $speaker } has said yes to speaking at “{ $event }”.
letter-speaker-declined-subject = { $speaker } cannot speak at { $event }
letter-speaker-declined-opening = { $speaker } has said that they cannot speak at “{ $event }”.
letter-speaker-agrees = They agree to being recorded.
letter-speaker-agrees-not = They do not agree to being recorded.
letter-speaker-answer-button = See all speakers
letter-speaker-answer-why = You receive this because you host “{ $event }”.


event-speakers-care = Speakers and slides
event-slides = Slides
event-slides-size = { $megabytes } MB
speakers-title = Speakers of “{ $event }”
speakers-lead = Ask each by letter. They answer and send their slides by the link in it, without signing in.
speakers-none = Nobody is named yet
speakers-none-next = Name those who speak in the event’s form.
speaker-state-named = Not asked yet
speaker-state-asked = Asked
speaker-state-confirmed = Comes
speaker-state-declined = Cannot come
speaker-ask = Ask by letter
speaker-ask-again = Ask again
speaker-no-address = No letter can reach them: give an e-mail address in the event’s form.
speaker-asked-on = Asked on { $when }
speaker-answered-on = Answered on { $when }
speaker-agrees = Agrees to being recorded
speaker-agrees-not = Does not agree to being recorded
slides-remove = Take off
slides-none = No slides have been sent yet.
flash-speaker-asked = They get a letter with a link to answer.
flash-slides-removed = The slides are taken off.
speaking-title = Will you speak at “{ $event }”?
speaking-how = Answer below. Opening this page has decided nothing.
speaking-words = Words to the hosts
speaking-recording = I agree to being recorded, and to my name being shown with the recording
speaking-recording-hint = The event is recorded. If you do not agree, leave this unticked; the hosts see it.
speaking-yes = Yes, I speak
speaking-no = No, I cannot
speaking-over = The event has begun, so your answer stays as it is.
speaking-slides = Your slides
speaking-slides-how = They are listed on the event’s page, for everybody who may see it. You can send them until { $until }.
speaking-file = A file: PDF, PPTX or ODP, up to { $megabytes } MB
speaking-send = Send slides
flash-speaking-confirmed = Thank you. The hosts are told that you come.
flash-speaking-declined = Thank you for answering. The hosts are told.
flash-slides-added = Your slides are on the event’s page.
flash-slides-there = These slides are there already.
