### Being in a community: letters, pages and files.

## Letters

letter-stop = Stop e-mails of this kind

letter-request-subject = { $person } asks to join { $community }
letter-request-opening = { $person } asks to join { $community }.
letter-request-reminder-subject = { $person } still waits to join { $community }
letter-request-reminder-opening =
    { $days ->
        [one] { $person } asked to join { $community } yesterday, and nobody has answered yet.
       *[other] { $person } asked to join { $community } { $days } days ago, and nobody has answered yet.
    }
letter-request-overdue-subject = A request to join { $community } has waited for { $days } days
letter-request-overdue-opening = { $person } asked to join { $community } { $days } days ago. Its { -lead(form: "plural") } have not answered, so you are told as { -programme-manager }.
letter-request-work = Their work: { $work }.
letter-request-message = { $person } wrote:
letter-request-button = Answer the request
letter-request-link = The link opens a page where you accept or decline. It is meant for you alone and is good for 14 days after the request.
letter-request-why-lead = You receive this because you are { -lead(form: "article") } of { $community }.
letter-request-why-manager = You receive this because you are { -programme-manager(form: "article") }.

letter-invitation-subject = You are invited to { $community }
letter-invitation-opening = You are invited to become a member of { $community }.
letter-invitation-opening-by = { $by } invites you to become a member of { $community }.
letter-invitation-button = Answer the invitation
letter-invitation-link = The link opens a page where you accept or decline. Nothing happens until you choose there.
letter-invitation-why = You receive this because { -lead(form: "article") } entered your address in { $site }.

letter-accepted-subject = Welcome to { $community }
letter-accepted-opening = You are now a member of { $community }.
letter-accepted-button = Go to its page
letter-declined-subject = Your request to join { $community }
letter-declined-opening = Your request to join { $community } was declined. This is the reason given:
letter-declined-button = Find other { -communities }
letter-removed-subject = You are no longer a member of { $community }
letter-removed-opening = { -lead(form: "capital-article") } of { $community } has ended your membership. This is the reason given:
letter-removed-contact = If you think that this is a mistake, write to { $contact }.
letter-closed-subject = { $community } has closed
letter-closed-opening = { $community } has closed, and what you were in it has ended. This is the reason given:
letter-merged-subject = { $community } has been merged into another { -community }
letter-merged-opening = { $community } has been merged into another { -community }. This is the reason given:
letter-merged-member = You are a member of { $into } now. If that is not for you, you can leave it on its page.
letter-merged-elsewhere = Its work goes on in { $into }. You are not a member there: you can join on its page.
letter-merged-button = See { $into }
letter-membership-why = You receive this because it is about your own membership.

letter-broadcast-why = You receive this because you are a member of { $community }.
letter-broadcast-from = { $author } wrote this to the members of { $community }. An answer to this e-mail goes to { $author }.

## Files

memberships-level-core = Core
memberships-level-wider = Wider
memberships-export-name = Name
memberships-export-email = E-mail
memberships-export-job-title = Job title
memberships-export-department = Department
memberships-export-level = Level
memberships-export-joined = Joined on
memberships-export-csv = Members as CSV
memberships-export-xlsx = Members as Excel (XLSX)

## Where one is

place-label = Where you are
place-tabs = For { -leads }
tab-members = Members
tab-requests =
    { $count ->
        [0] Requests
       *[other] Requests ({ $count })
    }
tab-invitations = Invite people
tab-messages = Write to the members

form-back = Go back

## One's own membership

memberships-ask-title = Join { $community }
memberships-ask-how = { -lead(form: "capital-article") } decides. You get an e-mail with the answer.
memberships-join-how = You become a { -wider-member } at once. You can leave whenever you like.
memberships-ask-message = Message to the { -leads }
memberships-ask-message-hint = What do you do, and what brings you here? At most 1,000 characters.
memberships-ask-send = Send request
memberships-join = Join
memberships-leave-title = Leave { $community }?
memberships-leave-how = You can take this back for half an hour. After that you join again like anybody else.
memberships-leave = Leave this { -community }

flash-joined = Welcome. You are a member now.
flash-asked = Your request has gone to the { -leads }. You get an e-mail with the answer.
flash-as-before = Nothing has changed: this was done already.
flash-withdrawn = You have taken back your request.
flash-left = You have left { $community }.
flash-returned = You are back, as if you had never left.
flash-core = You are a { -core-member } now.
flash-wider = You are a { -wider-member } now.
flash-watched = We will tell you when it opens.
flash-unwatched = We will not tell you when it opens.

## Waiting

memberships-waiting-hours =
    { $hours ->
        [0] waiting for less than an hour
        [one] waiting for an hour
       *[other] waiting for { $hours } hours
    }
memberships-waiting-days =
    { $days ->
        [one] waiting for a day
       *[other] waiting for { $days } days
    }

## Requests

memberships-requests-title =
    { $count ->
        [0] No requests are waiting
        [one] One person asks to join
       *[other] { $count } people ask to join
    }
memberships-requests-how = Answer within two days. After four, the { -programme-manager } is told.
memberships-requests-empty = Everybody has an answer
memberships-requests-empty-next = A request appears here, and you get an e-mail. You can invite people yourself.
memberships-accept = Accept
memberships-decline = Decline
memberships-decline-confirm = Decline the request
memberships-reason = Reason
memberships-reason-hint = The person receives these words. At most 1,000 characters.
memberships-decision-title = { $person } asks to join { $community }
memberships-decision-asked = Asked on { $when }
memberships-decision-otherwise = Or decline
memberships-already-decided = This was already decided.
memberships-decided-accepted = { $by } accepted the request on { $when }.
memberships-decided-declined = { $by } declined the request on { $when }.
memberships-decided-accepted-by-you = You accepted the request on { $when }.
memberships-decided-declined-by-you = You declined the request on { $when }.
memberships-decided-otherwise = The request ended on { $when } without a decision by { -lead(form: "article") }.
memberships-to-community = Go to the page of the { -community }
flash-request-accepted = Accepted. We have told them.
flash-request-declined = Declined. We have sent them your reason.

## Members

memberships-members-title = Members of { $community }
memberships-members-count =
    { $count ->
        [one] One person
       *[other] { $count } people
    }
memberships-levels = Kinds of member
memberships-tab-all = Everyone ({ $count })
memberships-tab-core = Core ({ $count })
memberships-tab-wider = Wider ({ $count })
memberships-find = Find a member by name
memberships-find-button = Find
memberships-joined = Joined
memberships-nobody = Nobody is here
memberships-nobody-next = Try another name, or look at everyone.
memberships-change = Change
memberships-guest = Guest
memberships-since = Since { $when }.
memberships-to-person = See the profile
memberships-make-core = Make a { -core-member }
memberships-make-wider = Make a { -wider-member }
memberships-remove = Remove
memberships-remove-confirm = Remove from this { -community }
memberships-history = How it came about
memberships-state-invited = Invited, no answer yet.
memberships-state-asked = Has asked to join.
memberships-state-core = { -core-member(form: "capital") }.
memberships-state-wider = { -wider-member(form: "capital") }.
memberships-state-declined = The request was declined.
memberships-state-left = Not a member.
memberships-state-removed = Removed.
memberships-event-ask = Asked to join
memberships-event-withdraw = Took the request back
memberships-event-join = Joined
memberships-event-invite = Was invited
memberships-event-uninvite = The invitation was taken back
memberships-event-accept = The request was accepted
memberships-event-accept-invitation = Accepted the invitation
memberships-event-decline = The request was declined
memberships-event-decline-invitation = Declined the invitation
memberships-event-become-core = Became { -core-member(form: "article") }
memberships-event-become-wider = Became { -wider-member(form: "article") }
memberships-event-leave = Left
memberships-event-return = Took leaving back
memberships-event-remove = Was removed
memberships-event-import = Came with an import
memberships-event-carry-over = Came with a merger
flash-level-changed = The change is saved.
flash-member-removed = The membership has ended. We have sent them your reason.

## Invitations

memberships-invitation-title = Invitation to { $community }
memberships-invitation-by = { $by } invited you on { $when }.
memberships-invitation-how = Somebody who leads it invited you.
memberships-invitation-accept = Accept
memberships-invitation-decline = Decline
memberships-invitation-no-account = You do not need to sign in to answer.
flash-invitation-accepted = Welcome. You are a member now.
flash-invitation-declined = You have declined the invitation.
invitations-title = Invite people
invitations-how = Everybody gets an e-mail with a link to accept or decline. Somebody without an account becomes a guest.
invitations-list = E-mail addresses
invitations-list-hint = One person on each line, such as Ada Example <ada@university.example>. At most 200.
invitations-directory = Find people in the directory
invitations-directory-hint = Type a name, then tick whom you mean.
invitations-directory-nobody = Nobody was found.
invitations-people = People from the directory
invitations-check = Check the list
invitations-send = Send invitations
invitations-summary =
    { $count ->
        [0] Nobody on this list can be invited
        [one] One person will be invited
       *[other] { $count } people will be invited
    }
invitations-line = What you typed
invitations-meaning = What happens
invitee-known = Will be invited
invitee-guest = A guest: will be invited
invitee-new-guest = Not known yet: will be invited as a guest
invitee-has-asked = Has asked to join: becomes a member now
invitee-member = Is a member already
invitee-invited = Was invited already
invitee-repeated = Is on the list twice
invitee-has-left = Has left the organisation
invitee-not-address = This is not an e-mail address
invitee-not-text = There are characters in it that are not text
invitee-too-long = This is too long
invitations-waiting = No answer yet
invitations-waiting-none = Nobody has an invitation that waits for an answer.
invitations-withdraw = Take back
flash-invited = Invited: { $count }.
flash-uninvited = The invitation was taken back.

## Messages to the members

messages-title = Write to the members
messages-how = You see the message before it is sent. People who have switched such e-mail off do not get it.
messages-audience = To whom
messages-audience-all =
    { $count ->
        [one] All members (one person)
       *[other] All members ({ $count } people)
    }
messages-audience-core =
    { $count ->
        [one] Core members (one person)
       *[other] Core members ({ $count } people)
    }
messages-subject = Subject
messages-body = Message
messages-body-hint = An empty line begins a new paragraph. Lines that begin with a hyphen make a list.
messages-preview = Preview
messages-nobody = Nobody would get this message. Choose another group.
messages-earlier = Earlier messages
messages-earlier-none = Nobody has written yet.
messages-by = { $by }, { $when }
messages-state-waiting = Waits
messages-state-called-off = Called off, not sent
messages-state-sent = Sent
messages-preview-title = Check your message
messages-recipients =
    { $count ->
        [one] It goes to one person.
       *[other] It goes to { $count } people.
    }
messages-answers = Answers go to { $name }.
messages-delay = It leaves after ten minutes. Until then you can call it off.
messages-send = Send
messages-edit = Change it
messages-sends = It leaves on { $when }.
messages-call-off = Call it off
messages-outcome = What became of it
messages-outcome-queued = Waiting to be sent
messages-outcome-sent = Sent
messages-outcome-failed = Could not be delivered
messages-outcome-preference = Not sent: switched off by the person
messages-outcome-cap = Not sent: had three messages that day
messages-outcome-no-address = Not sent: no e-mail address
messages-outcome-left = Not sent: has left, or came off the list
flash-message-waits = The message leaves in ten minutes.
flash-message-called-off = The message was called off and not sent.
flash-message-gone = It was too late: the message has left.

## Switching mail off

stop-title = Stop e-mails
stop-kind-requests = E-mails about requests that wait for { -lead(form: "article") }
stop-kind-broadcast = E-mails that { -leads } write to the members
stop-kind-reminder = Reminders of events at which you have a seat
stop-kind-thanks = Thanks after events at which you had a seat
stop-kind-hosts = Messages from the hosts of events for which you registered
stop-kind-question = E-mails that say what became of your questions at events
stop-kind-story = E-mails about stories: written for you, your word on one, and what you hoped for
stop-kind-survey = E-mails that ask you to answer surveys, and say what followed
stop-kind-opening = E-mails that say when a { -community } opens
stop-kind-terms = E-mails about terms that end
stop-how = You can switch them on again at any time.
stop-button = Stop these e-mails
stop-done = You do not get these e-mails any more.
stop-change = Choose what we send you
