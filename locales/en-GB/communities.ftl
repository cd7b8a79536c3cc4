## Letters

letter-opening-subject = { $community } is open
letter-opening-why = You receive this because you asked to be told when this { -community } opens.
letter-opening = { $community } has opened. You can join now.
letter-opening-button = Go to the { -community }
letter-not-opening-subject = { $community } will not open
letter-not-opening-why = You receive this because you asked to be told when this { -community } opens. You need not do anything.
letter-not-opening = { $community } has ended before it opened. This is the reason given:
letter-not-opening-into = Its work goes on in { $into }.
letter-proposal-subject = Your proposal: { $community }
letter-proposal-why = You receive this because you proposed this { -community }.
letter-proposal-community = Thank you for proposing { $community }. It is agreed: the { -community } can begin to form.
letter-proposal-working-group = Thank you for proposing { $community }. A working group fits this better than { -community(form: "article") }.
letter-proposal-staff-network = Thank you for proposing { $community }. A staff network fits this better than { -community(form: "article") }.
letter-proposal-exists = Thank you for proposing { $community }. There is { -community(form: "article") } for it already.
letter-proposal-button = See the answer

## The directory and the areas

communities-title = { -communities(form: "capital") }
communities-description = All { -communities }: what each is for, who leads it, and how to join.
communities-summary = { $count ->
    [one] One { -community }
   *[other] { $count } { -communities }
} in { $areas ->
    [one] one { -service-area }
   *[other] { $areas } { -service-areas }
}, as of { $date }.
# Shown where the list is narrowed. $count: how many are listed; $all: how many there are.
communities-narrowed = { $count ->
    [one] One of { $all } { -communities } fits your choice.
   *[other] { $count } of { $all } { -communities } fit your choice.
}
communities-people = { $count ->
    [0] Nobody yet
    [one] One person
   *[other] { $count } people
}
communities-led-by = Led by { $names }
communities-facet-count = { $count ->
    [0] No { -communities }
    [one] One { -community }
   *[other] { $count } { -communities }
}
communities-stage = Stage
communities-area = { -service-area(form: "capital") }
communities-all = All { -communities }
communities-mine = Yours
communities-merged-into = Merged into
communities-past = Paused, closed and merged ({ $count })
communities-missing = Is one missing?
communities-none = There are no { -communities } yet
communities-none-next = When the programme sets one up, it appears here. You can propose one.
communities-empty = No { -community } fits these choices
communities-empty-next = Give up a choice, or look through them all.
areas-title = { -service-areas(form: "capital") }
areas-description = The { -service-areas } and the { -communities } in each.
areas-lead = Each { -community } belongs to one of these.
areas-none = There are no { -service-areas } yet
areas-none-next = They divide the programme into parts that people know.
areas-empty = No { -community } here at present
areas-empty-next = { -communities(form: "capital") } move, begin and end. Look through them all.
areas-retired = No longer in use
areas-retired-on = No longer in use since { $date }.
areas-present = In this order
areas-new = Add { -service-area(form: "article") }
areas-what = What it is
areas-hue = Colour
areas-hue-hint = It marks the { -communities } of this { -service-area }.
areas-hue-number = Colour { $number }
areas-up = Move up
areas-down = Move down
areas-retire = Stop using
areas-revive = Use again
flash-area-retired = It stays as history. Nothing new can be put into it.
flash-area-revived = It is in use again.
flash-area-in-use = There are still { -communities } in it. Move them first.

## One community

community-since = since { $date }
community-aside = Joining and people
community-tab-about = About
community-tab-members = Members
community-tab-charter = Charter
community-tab-history = History
community-tab-brief = Brief
community-tab-requests = { $count ->
    [0] Requests
   *[other] Requests ({ $count })
}
community-leads = { -leads(form: "capital") }
community-sponsors = { -sponsors(form: "capital") }
community-facilitators = Facilitators
community-no-lead = Nobody leads this { -community } at present.
community-split = { $core } core, { $wider } wider.
community-see-members = See who they are
community-sensitive = Who belongs to this { -community } is never shown.
community-merged = This { -community } goes on in
community-winding-down =
    { $count ->
        [one] One membership has still to end. This page says so until it is done.
       *[other] { $count } memberships have still to end. This page says so until it is done.
    }
community-links = Where it works
community-fits = Who it fits
community-no-charter = The charter is not written yet
community-no-charter-next = It says what the { -community } is for, who it is for and how it works.
community-care = For { -leads }
community-edit = Edit the page
community-edit-charter = Edit the charter
community-edit-links = Edit the links
community-invite = Invite people
community-write = Write to the members
community-change-stage = Change stage
community-roles = Appoint { -leads } and { -sponsors }

## Joining

join-title = Join
join-visitor = This { -community } is open to people who work here.
join-visitor-forming = This { -community } is still forming. Sign in to be told when it opens.
join-sign-in = Sign in
join-yours = Your place
join-core = You are a { -core-member }.
join-core-lead = You lead it, and are a { -core-member }.
join-lead-title = You lead this { -community }
join-lead = You see and do here what { -lead(form: "article") } does, without being a member.
join-lead-requests = Requests to join
join-wider = You are a { -wider-member }. { -core-members(form: "capital") } drive what happens here: you can become one.
join-wider-lead-decides = You are a { -wider-member }. { -lead(form: "capital-article") } decides who is a { -core-member }.
join-become-core = Become a { -core-member }
join-become-wider = Become a { -wider-member }
join-leave = Leave
join-asked-title = You have asked to join
join-asked = Your request is waiting for an answer. You get an e-mail when it comes.
join-withdraw = Take back the request
join-invited-title = You are invited
join-invited = { -lead(form: "capital-article") } of this { -community } has invited you.
join-answer = Answer the invitation
join-removed-title = You are no longer a member
join-removed = { -lead(form: "capital-article") } ended your membership. This is the reason given:
join-declined-title = Your request was declined
join-declined = This is the reason given:
join-open = Open to everyone who works here. You become a { -wider-member } at once, and can leave whenever you like.
join-ask = { -lead(form: "capital-article") } decides. You get an e-mail with the answer.
join-invitation-only = This { -community } is by invitation. Write to { -lead(form: "article") } if you would like one.
join-join = Join
join-ask-button = Ask to join
join-forming-title = Not open yet
join-forming = A core group is coming together. We can tell you when it opens.
join-watching = We will tell you when it opens.
join-watch = Tell me when it opens
join-unwatch = Do not tell me
join-proposed-title = A proposal
join-proposed = The programme has not decided yet. Only you and the programme see this page.
join-paused-title = Paused
join-paused = It takes no new members at present. Those who belong to it stay.
join-merged-title = Merged
join-merged = Its members went with it.
join-closed-title = Closed
join-closed = This page stays as history.
join-others = Find another { -community }

## History and charter

community-history-title = History of { $community }
history-stages = Stages
history-recorded = recorded on { $date }
history-from-to = { $from } to { $to }
charter-title = Charter of { $community }
charter-edit-title = Edit the charter of { $community }
charter-edit-how = Each change is kept as a new version. Earlier ones can still be read. Lists and links can be written in Markdown.
charter-line = Charter, version { $version }, of { $date }.
charter-version = Version { $version }
charter-versions = Versions of the charter
charter-written-by = { $date }, by { $author }
charter-earlier = This is an earlier version.
charter-latest = Read the one that holds
charter-purpose = Purpose
charter-scope = Scope
charter-audience = Who it is for
charter-ways-of-working = How it works
charter-cadence = How often it meets
charter-success = What success looks like
charter-purpose-hint = Why does this { -community } exist?
charter-scope-hint = What does it deal with, and what not?
charter-audience-hint = Whose work is it about?
charter-ways-of-working-hint = Meetings, projects, places to ask.
charter-cadence-hint = For example: a Lunch and Learn each month.
charter-success-hint = How would you know, in a year, that it was worth it?

## The brief

brief-title = Brief: { $community }
brief-as-of = As of { $date }
brief-people = People
brief-until = until { $date }
brief-asked = What is asked of { -sponsor(form: "article") }
brief-asked-speak = Speak for the { -community } where decisions are made.
brief-asked-time = Make it plain that taking part is part of the job.
brief-asked-meet = Meet the { -leads } once a term, and come to one meeting a year.
brief-asked-obstacles = Help to remove what stands in its way.

## Editing

edit-title = Edit { $community }
edit-name = Name
edit-summary = Purpose
edit-summary-hint = One or two sentences, at most 300 characters.
edit-topics = Topics
edit-topics-hint = Separate them with commas. People with these interests see it suggested.
edit-job-families = Job families
edit-job-families-hint = Separate them with commas.
edit-departments = Departments
edit-departments-hint = Only if it is mostly for some. Separate them with commas.
edit-save = Save
edit-create = Create
edit-cancel = Cancel
edit-late = Somebody else has changed this since you opened it
edit-late-next = Nothing is lost. What you typed stands in the form, and what they wrote beside it. Save again to put yours in its place.
edit-late-now = It now says:
edit-late-empty = Nothing
edit-late-yes = Yes
edit-late-no = No
links-title = Links of { $community }
links-how = Where the { -community } already works: a channel, a shared folder, a mailing list. Members follow them from its page.
links-row = Link { $number }
links-label = Name
links-address = Web address
flash-saved = Saved.
flash-created = Created.

## Stage and rules

stage-title = Stage and rules of { $community }
stage-step = Change stage
stage-stage = Stage
stage-into = Merge into
stage-into-hint = Only for a merger. Members are carried over.
stage-into-none = Choose { -community(form: "article") }
stage-on = Since
stage-on-hint = Today, if you leave it empty.
stage-reason = Reason
stage-reason-hint = It stays in the history, for everyone who sees this { -community }.
stage-is-proposal = This is a proposal. It is decided where its questions are answered.
stage-decide = Go to the proposal
stage-none = It was merged. Nothing follows.
# Asked before a community ends. $community and $into: names; $count: how many people are in it.
stage-sure-merge-title = Merge { $community } into { $into }?
stage-sure-merge = { $count ->
    [0] Nobody is in it.
    [one] One person moves to { $into }, at the same level, and is told.
   *[other] { $count } people move to { $into }, at their level, and are told.
}
stage-sure-merge-button = Merge them
stage-sure-close-title = Close { $community }?
stage-sure-close = { $count ->
    [0] Nobody is in it.
    [one] The membership of one person ends, and they are told.
   *[other] The memberships of { $count } people end, and they are told.
}
stage-sure-close-button = Close it
stage-sure-final = This cannot be taken back. The pages and the history stay.
stage-proposed-means = The programme has not decided.
stage-forming-means = A core group comes together. Others can ask to be told when it opens.
stage-active-means = Open to members. Those who asked to be told hear of it.
stage-paused-means = Members stay, nobody joins.
stage-closed-means = Memberships end. The page stays as history.
stage-merged-means = Members go on in another { -community }.
flash-stage = The stage is now: { $stage }.
rules-title = Rules
rules-area-none = None yet
rules-join = Who may join
rules-join-open = Anyone who works here, at once
rules-join-ask = Anyone who works here may ask
rules-join-invitation = Only those who are invited
rules-core = Who may be a { -core-member }
rules-core-choose = Any member who chooses to
rules-core-lead = { -lead(form: "capital-article") } decides
rules-visibility = Who sees it
rules-visibility-public = Everyone
rules-visibility-staff = People who have signed in
rules-visibility-members = Its members, and the programme
rules-sensitive = Never show who belongs to it
rules-sensitive-hint = For subjects where being a member says something about a person. Only numbers are shown.
rules-save = Save the rules

## Setting up and proposing

new-title = Set up { -community(form: "article") }
new-how = For { -communities } that are agreed. Others are proposed first.
new-reason = Reason
new-reason-usual = Agreed by the programme.
propose-title = Propose { -community(form: "article") }
propose-how = Tell us what is missing. The programme looks at every proposal and answers by e-mail.
propose-name = What would you call it?
propose-name-hint = The practice that people share, such as “Events management”.
propose-why = Why is it needed, and who would come?
propose-why-hint = What do people struggle with today? Name a few teams or roles. Only you and the programme read this.
propose-area-unknown = I do not know
propose-send = Send the proposal
flash-proposed = Thank you. The programme answers by e-mail. Until then only you and the programme see this page.
proposals-title = Proposals
proposals-none = No proposals are waiting
proposals-none-next = Anyone who works here can propose { -community(form: "article") }. You find it here then.
proposals-waiting = Waiting for an answer
proposals-decided-title = Answered
proposals-by = { $name }, { $date }
proposals-alike = Is there one already?
proposals-alike-how = By name and topics.
proposals-alike-none = Nothing like it was found.
proposals-alike-name = The name is alike.
proposals-alike-topics = Shared topics: { $topics }.
proposals-right-form = Is { -community(form: "article") } the right form?
proposals-answer = Answer
proposals-note = Note
proposals-note-hint = The proposer receives these words. If the answer is yes, they also stand in the history, which everybody reads.
proposals-decide = Answer the proposal
proposals-decided = { $name }, { $date }
triage-community = Yes, { -community(form: "article") }
triage-community-hint = People who share a practice want to learn from each other, for as long as it helps.
triage-working-group = No, a working group
triage-working-group-hint = There is a task with an end.
triage-staff-network = No, a staff network
triage-staff-network-hint = People share an identity or interest rather than a practice.
triage-exists = No, there is one already
triage-exists-hint = Say in the note which one, and ask them to join it.
flash-agreed = Agreed. It can form now: appoint { -lead(form: "article") } next.
flash-proposal-closed = The proposal is closed, and the proposer is told.

## The programme manager's page

programme-title = Programme
programme-new-community = Set up { -community(form: "article") }
programme-areas = { -service-areas(form: "capital") }
programme-all-proposals = Proposals
programme-organisation = Organisation
programme-quiet = Nothing needs you today
programme-quiet-next = Proposals, requests that wait too long and terms that end appear here.
programme-proposals = Proposals to answer
programme-waiting = Requests that wait too long
programme-waiting-how = Longer than four days.
programme-waiting-since = asked on { $date }
programme-forming = Forming
programme-forming-how = Launch them when they are ready.
