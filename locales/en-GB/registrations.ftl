### Places at events: the box on the page, the link in letters, the host's list, and the letters.

place-in-person = In the room
place-online = Online
place-title-draft = Not published yet
place-title-called-off = Called off
place-title-over = This event is over
place-title-had-seat = You had a seat
place-title-confirmed = You have a seat
place-title-waiting = You are in line
place-title-offered = A seat is held for you
place-title-lapsed = Your offer has ended
place-title-removed = You were taken off the list
place-title-come = Come along
place-sign-in = Sign in to register.
place-in-line = Place { $place } in line
place-policy-first-come = The first in line gets each seat that becomes free, and is told by e-mail.
place-policy-offers = Each seat that becomes free is offered to the first in line, who has { $hours ->
    [one] an hour
   *[other] { $hours } hours
} to accept it.
place-policy-ends = The line stops { $minutes } minutes before the start.
place-offered-until = Held until { $until }
place-accept = Accept the seat
place-decline = Let it go
place-give-back = Give the seat back
place-leave-line = Leave the line
place-give-back-sure = { $waiting ->
    [one] One person waits for a seat. Yours goes to them at once, and to come after all you would join the end of the line.
   *[other] { $waiting } people wait for a seat. Yours goes to the first of them at once, and to come after all you would join the end of the line.
}
place-leave-line-sure = Your place in the line goes to those behind you. To come after all you would join its end.
place-change-to-online = Take part online instead
place-change-to-in-person = Come to the room instead
place-register = Register
place-register-in-person = Come to the room
place-register-online = Take part online
place-join-line = Join the waiting list
place-join-line-in-person = Join the waiting list for the room
place-join-line-online = Join the waiting list online
place-needs = Tell the hosts what you need
place-needs-label = What do you need in order to take part?
place-needs-hint = Access, food, anything else. Only those who run the event read it, and it is deleted 14 days after.
place-to-event = About the event
place-state-confirmed = You have a seat
place-state-waiting = In line
place-state-offered = A seat is held
place-state-withdrawn = Given back
place-state-lapsed = The offer ended
place-state-removed = Taken off the list
place-state-called-off = Called off

place-refusal-not-now = This is not possible as things stand. Look at the page of the event again.
place-refusal-already-done = This was done already.
place-refusal-not-published = The event is not published yet.
place-refusal-called-off = The event was called off.
place-refusal-over = The event is over.
place-refusal-closed = Registration has ended. Write to those who run the event.
place-refusal-no-such-place = One cannot take part in this way.
place-refusal-other-place-full = The other way is full. You keep the seat you have.
place-refusal-offer-ended = The offer has ended. You can join the line again.
place-refusal-was-removed = A host took you off the list. Write to those who run the event.
place-refusal-reason-needed = Say why, so that they can understand it.

roster-title = Who comes to “{ $event }”
roster-coming = { $count ->
    [0] Nobody has a seat yet
    [one] 1 has a seat
   *[other] { $count } have seats
}
roster-waiting = { $count ->
    [one] 1 in line
   *[other] { $count } in line
}
roster-offered = Seats held for an answer
roster-empty = Nobody yet
roster-empty-next = Whoever registers stands here.
roster-guest = Guest
roster-first = First time
roster-since = Registered { $when }
roster-remove = Take { $name } off the list
roster-remove-confirm = Take off the list
roster-let-in = Put somebody on the list
roster-let-in-hint = A colleague’s e-mail address or whole name. They get a free seat, or a place at the end of the line.
roster-let-in-button = Put on the list
roster-let-in-in-person = For the room
roster-let-in-online = Online
roster-fates = What became of freed seats
roster-gone = No longer coming
roster-needs = { $count ->
    [one] What one person needs
   *[other] What { $count } people need
}
seat-fate-given = { $when }: to { $name }
seat-fate-unfilled = { $when }: { $seats ->
    [one] one seat
   *[other] { $seats } seats
} to nobody, because { $why }
seat-nobody-waits = nobody waits
seat-too-late = it is less than an hour to the start
seat-not-on = the event is not on
seat-fewer-seats = there are fewer seats now
needs-title = What people need
needs-lead = Read this, arrange it, and keep it to yourselves. It is deleted 14 days after the event. That you read it is recorded.
needs-none = Nobody has said that they need anything
needs-none-next = Look again closer to the event.
sheet-title = Sign-in sheet
sheet-name = Name
sheet-department = Department
sheet-signature = Signature
sheet-hint = Print this page. The empty lines are for people who come without having registered.

guest-register = Register as a guest
guest-title = Register for “{ $event }”
guest-crumb = As a guest
guest-how = You get an e-mail with a link. Your place is yours when you have followed it.
guest-email = Your e-mail address
guest-name = Your name
guest-place = How do you take part?
guest-send = Send me the link
guest-kept = Your name and address are used for this event only, and deleted 14 days after it.
guest-link-hours = The link is good for { $hours } hours.
flash-guest-link = We have sent you an e-mail. Follow the link in it to register.
flash-guest-has-place = You are registered already. The e-mail about your place has a link to look after it.

flash-registered = You have a seat. A calendar entry is on its way to you.
flash-in-line = It is full, so you are in line. You are told when a seat becomes free.
flash-gave-back = Given back. Thank you for making room.
flash-place-changed = Changed. Your calendar entry changes with it.
flash-let-in = They have a seat, and are told.
flash-let-in-line = It is full, so they are in line, and are told.
flash-taken-off = They are off the list, and are told why.

letter-place-confirmed-subject = You have a seat: { $event }
letter-place-confirmed-opening = You have a seat at “{ $event }”. The calendar entry is attached.
letter-place-promoted-subject = A seat is free for you: { $event }
letter-place-promoted-opening = A seat became free at “{ $event }”, and it is yours. The calendar entry is attached. If you cannot come any more, please give it back.
letter-place-changed-subject = Changed: { $event }
letter-place-changed-opening = You now take part in “{ $event }” in the other way. The calendar entry is attached.
letter-place-waiting-subject = You are in line: { $event }
letter-place-waiting-opening = “{ $event }” is full, and you are in line.
letter-place-in-line = Your place in line: { $place }.
letter-place-no-entry = You are told when a seat becomes free; until then there is no calendar entry.
letter-place-offered-subject = A seat is held for you: { $event }
letter-place-offered-opening = A seat became free at “{ $event }”, and is held for you.
letter-place-offer-until = Accept it by { $until }. After that it goes to the next in line.
letter-place-withdrawn-subject = Given back: { $event }
letter-place-withdrawn-opening = You no longer come to “{ $event }”. Thank you for making room.
letter-place-lapsed-subject = Your offer has ended: { $event }
letter-place-lapsed-opening = The seat that was held for you at “{ $event }” has gone to the next in line. You can join the line again.
letter-place-bumped-subject = Back in line: { $event }
letter-place-bumped-opening = “{ $event }” has fewer seats than before, and you have lost yours. You are at the front of the line, in the order in which people registered.
letter-place-removed-subject = You were taken off the list: { $event }
letter-place-removed-opening = A host has taken you off the list of “{ $event }”, for this reason:
letter-place-called-off-subject = Called off: { $event }
letter-place-called-off-opening = “{ $event }” was called off, for this reason:
letter-place-moved-subject = Moved: { $event }
letter-place-moved-opening = “{ $event }” has changed. You keep your seat, and your calendar entry changes with this letter.
letter-reminder-day-subject = Tomorrow: { $event }
letter-reminder-day-opening = “{ $event }” is tomorrow. If you cannot come, please give your seat back, so that somebody else can.
letter-reminder-hour-subject = In an hour: { $event }
letter-reminder-hour-opening = “{ $event }” starts in an hour.
letter-reminder-prepare = What to prepare
letter-line-closed-subject = No seat came free: { $event }
letter-line-closed-opening = No seat came free for you at “{ $event }” in time. We are sorry.
letter-place-join = Join online
letter-place-online = Online
letter-place-answer = Accept it or let it go
letter-place-manage = Change or give back
letter-place-link = The link works without signing in, until the event is over.
letter-place-event-button = About the event
letter-place-why = You receive this because you registered for an event.
letter-guest-subject = Register for { $event }
letter-guest-opening = Somebody, probably you, wants to come to “{ $event }” with this address.
letter-guest-button = Register
letter-guest-link = The link is good for { $hours } hours. If it was not you, there is nothing to do.
letter-guest-why = You receive this because somebody asked to register for an event with this address.
letter-series-joined-subject = You come to the series { $event }
letter-series-joined-opening = You have a place in the series “{ $event }”. Your calendar has one entry for all the sessions at which you have a seat.
letter-series-left-subject = You no longer come to the series { $event }
letter-series-left-opening = You gave back your places in the series “{ $event }”. It is out of your calendar from now on.
letter-series-changed-subject = The series { $event } has changed
letter-series-changed-opening = The series “{ $event }” has changed. Your places stand, and your calendar is brought up to date by this letter.
letter-series-called-off-subject = Sessions of { $event } are called off
letter-series-called-off-opening = Sessions of the series “{ $event }” are called off. They are out of your calendar.
letter-series-line-seat = { $when }: you have a seat
letter-series-line-waiting = { $when }: you are in line
letter-series-line-called-off = { $when }: called off
letter-series-manage = See all your places
flash-series-joined = You come to the series, with a seat at each session to come ({ $seats }). One calendar entry for all of them is on its way to you.
flash-series-joined-line = You come to the series. Sessions with a seat: { $seats }. Full sessions for which you are in line: { $waiting }. One calendar entry for those with a seat is on its way to you.
flash-series-left = You no longer come to the series. Thank you for making room.
series-link-lead = Your places in this series. The link works without signing in.
series-link-gone = You no longer come to this series.

event-messages = Write to those who registered
messages-to-confirmed =
    { $count ->
        [one] Those who have a seat (one person)
       *[other] Those who have a seat ({ $count } people)
    }
messages-to-waiting =
    { $count ->
        [one] Those who wait (one person)
       *[other] Those who wait ({ $count } people)
    }
messages-to-all =
    { $count ->
        [one] Everybody who has a seat or waits (one person)
       *[other] Everybody who has a seat or waits ({ $count } people)
    }
letter-hosts-from = { $author } wrote this to those who registered for “{ $event }”. An answer to this e-mail goes to { $author }.
