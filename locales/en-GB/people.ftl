people-former = A former member
people-former-within = a former member
letter-address-subject = Confirm your address for { $site }
letter-address-why = You receive this because somebody who uses { $site } gave this as their new address.
letter-address-link = Follow this link within { $minutes } minutes, where you are signed in, to use this address from now on.
letter-address-button = Use this address
letter-address-not-you = If it was not you, there is nothing to do. Nothing changes without this message.
letter-address-taken = Somebody asked to use this address for another account at { $site }. It is yours already, so nothing was changed. There is nothing to do.
letter-address-notice-subject = A new address was asked for at { $site }
letter-address-notice-why = You receive this because it is about your account at { $site }.
letter-address-notice = Somebody signed in as you asked to use another address instead of this one. It takes effect when the link sent there is followed.
letter-address-notice-not-you = If it was you, there is nothing to do here. If it was not, keep this address: that works for seven days, also after a change, and signs you out everywhere.
letter-address-notice-button = Keep this address

## The list of people, and a person's page

people-how = Everybody who works here and has been here once.
people-name = Name
people-name-hint = The start of any part of it
people-all-departments = All departments
people-find = Find
people-show-all = Show everybody
people-list = By name
people-none = Nobody fits
people-none-next = Try the start of one name only, or another department.
people-former-text = This person has left. What they did stays in the histories, without their name.
people-role-since = since { $day }
people-state-invited = Invited on { $day }
people-state-asked = Asked on { $day }
people-state-core = { -core-member(form: "capital") } since { $day }
people-state-wider = { -wider-member(form: "capital") } since { $day }
people-state-declined = Declined on { $day }
people-state-left = Left on { $day }
people-state-removed = Removed on { $day }
profile-edit = Edit your profile
profile-facts = At work
profile-roles = Roles
profile-no-communities = None that everybody here may know of.

## One's profile

profile-how = This is what others here see of you.
profile-words = In words
profile-name = Name
profile-job-title = Job title
profile-department = Department
profile-job-family = Job family
profile-job-family-hint = The kind of work you do, such as Finance or Student support.
profile-interests = Interests
profile-interests-hint = One to a line, or with commas between.
profile-about = About
profile-about-hint = You can use Markdown, such as **bold** and lists.
profile-email = E-mail address
profile-shows-email = Show my address to colleagues
profile-language = Language
profile-language-browser = As my browser says
profile-picture = Picture
profile-picture-file = A picture of you
profile-picture-hint = JPEG, PNG, WebP or GIF, up to 10 MB. It is cut to a square, and what it says about where and when it was taken is removed.
profile-picture-save = Use this picture
profile-picture-remove = Remove the picture
flash-profile-saved = Your profile is saved.
flash-picture-saved = Your picture is saved.
flash-picture-removed = Your picture is removed.

## The first sign-in

welcome-title = What do you work on?
welcome-how = Tell us a little, and we suggest the { -communities } that fit. You are asked this once.
welcome-department-hint = Begin to type, and choose yours if it is offered.
welcome-job-family-hint = The kind of work you do, such as Finance or Student support.
welcome-topics = What { -communities } are about
welcome-go-on = Go on
welcome-skip = Skip this
welcome-why = Colleagues see it on your profile. You can change it there at any time.

## One's own pages

me-tabs = Your pages
me-tab-overview = Overview
me-tab-quotes = Being quoted
me-tab-stories = Your stories
me-tab-attendance = Events you were at
me-tab-address = Address
me-tab-sessions = Where you are signed in
me-tab-copy = What is held about you
me-tab-departure = Leave
me-seen-by-others = See it as others do
me-communities = Your { -communities }
me-no-communities = You belong to none yet
me-no-communities-next = Find the people who do what you do.
me-requests = Requests and invitations
me-invitation = waits for your answer
me-request-waits = waits for { -lead(form: "article") }
me-watched = You are told when these open
me-watched-since = since { $day }
me-ended = What ended
me-roles = Your roles
me-term-dates = { $starts } to { $ends }
me-term-successor = { $person } takes over
me-term-requests =
    { $count ->
        [one] { $count } request waits
       *[other] { $count } requests wait
    }
me-messages = What was sent to you
me-messages-how = The last twenty messages, and what became of them.
me-messages-change = Choose what you get
me-no-messages = Nothing yet.

## Mail

mail-how = Choose what comes by e-mail. What you switch off, you still find on this site.
mail-choices = Send me
mail-always = What you need to sign in, and what becomes of your own requests and memberships, always comes.
mail-kind-sign-in = Signing in
mail-kind-address = Your address
mail-kind-membership = Your memberships
mail-kind-requests = Requests to join
mail-kind-registration = Your places at events
mail-kind-reminder = Reminders of events
mail-kind-thanks = Thanks after an event
mail-kind-hosts = Messages from hosts
mail-kind-speaking = Speaking at events
mail-kind-question = Your questions at events
mail-kind-quote = Being quoted
mail-kind-story = Stories: written for you, your word on one, what you hoped for
mail-kind-survey = Surveys
mail-kind-broadcast = Messages from { -leads }
mail-kind-opening = A { -community } opens
mail-kind-terms = Terms that end
mail-hint-requests = For { -leads }: somebody asks to join, or still waits.
mail-hint-broadcast = What the { -leads } of your { -communities } write to the members.
mail-hint-reminder = A day and an hour before an event at which you have a seat.
mail-hint-thanks = Some hours after an event at which you had a seat, with two questions about it.
mail-hint-survey = You are asked to answer a survey, at most three reminders until you are counted, and what followed.
mail-hint-hosts = The host of an event writes to those who registered for it.
mail-hint-question = What you asked with your name was answered in writing, merged or declined.
mail-hint-story = A story that was written for you, somebody who asks for your word, and after ten weeks what you hoped for.
mail-hint-opening = A forming { -community } that you asked to be told about has opened, or will not.
mail-hint-terms = Your own terms, and for { -programme-managers } all of them.
mail-queued = waits to be sent
mail-sent = sent
mail-failed = could not be delivered
mail-withheld-preference = not sent: you chose not to get these
mail-withheld-cap = not sent: you had several that day
mail-withheld-no-address = not sent: there was no address
mail-withheld-overtaken = not sent: it had been settled before
flash-preferences-saved = Your choices are saved.

## Sessions

sessions-how = Each browser in which you have signed in. End those that you do not know.
sessions-unknown = A browser that does not say its name
sessions-device = { $browser } on { $system }
sessions-this = this one
sessions-since = since { $day }
sessions-seen = last used { $time }
sessions-end-others = Sign out all others
sessions-end-all = Sign out everywhere
flash-session-ended = Signed out there.
flash-signed-out-everywhere = You have signed out everywhere.

## Address

address-how = You sign in with it, and mail goes there. A link goes to the new address, and a notice to the present one.
address-present = Your address
address-new = New address
address-send = Send the link
address-link-title = Confirm your new address
address-link-asked = Use { $email } from now on? You stay signed in here, and are signed out everywhere else.
address-keep-title = Keep your address
address-keep-asked = Keep { $email } as the address of your account? A change is undone, and you are signed out everywhere.
address-keep = Keep this address
flash-address-link-sent = A link is on its way to { $email }. Follow it within 30 minutes.
flash-address-changed = Your address is changed.
flash-address-kept = Your address stays as it was, and you are signed out everywhere. Sign in again to go on.

## The copy, and leaving

copy-how = Everything on this site that names you, in every table that it keeps.
copy-taken = As of { $time }.
copy-download = Download as JSON
copy-entries =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
copy-nothing = Looked at, and nothing held
copy-yes = Yes
copy-no = No
departure-how = You can go whenever you like. This is what happens.
departure-communities =
    { $count ->
        [0] You belong to no { -community } now.
        [one] Your membership of { $count } { -community } ends.
       *[other] Your memberships of { $count } { -communities } end.
    }
departure-roles = These roles end:
departure-account = You are signed out everywhere and your account is closed.
departure-name = Colleagues no longer find you. Where you did something, they read "a former member".
departure-kept = What is held about you is removed after { $days } days. The fact that somebody belonged stays in the histories, without your name.
departure-copy = Take a copy of what is held about you first
departure-last-administrator = You are the only administrator. Give somebody else the role before you leave.
departure-button = Leave this site
flash-left-site = You have left. Thank you for having been here.

## The copy of what is held

copy-table-people = Your profile
copy-table-person-topics = Your interests
copy-table-memberships = Your { -communities }
copy-table-membership-events = What happened to memberships
copy-table-community-watchers = { -communities(form: "capital") } you wait for
copy-table-role-terms = Roles
copy-table-registrations = Your places at events
copy-table-series-registrations = Series of events that you come to
copy-table-registration-steps = What happened to places at events
copy-table-attendances = Events you were at
copy-table-questions = Questions that you asked with your name
copy-table-question-steps = What happened to questions
copy-table-event-team = Events you run
copy-table-event-speakers = Events you speak at
copy-table-event-slides = Slides you sent
copy-table-ballot-roll = Questions after events and surveys: that you are asked, not what you answered
copy-table-events = Events you planned
copy-table-event-series = Series you planned
copy-table-own-calendars = Your calendar's address
copy-table-communities = { -communities(form: "capital") } you proposed
copy-table-proposals = Proposals
copy-table-stage-changes = Stages you changed
copy-table-charters = Charters you wrote
copy-table-broadcasts = Messages you wrote
copy-table-claims = Claims you wrote or decided on
copy-table-given-quotes = What you let others quote, and what you wrote down of others
copy-table-quote-copies = Copies of quotes
copy-table-stories = Stories that are yours or that you wrote
copy-table-story-steps = Steps of these stories
copy-table-story-words = Words on stories: yours, and those on yours
copy-table-narratives = What taking part is worth to you
copy-table-narrative-rows = What taking part is worth to you, in detail
copy-table-framings = What you wrote down that communities hope for
copy-table-indicators = Indicators that you defined
copy-table-measurements = Measurements that you wrote down
copy-table-publications = What you published
copy-table-mail-preferences = Your choices about mail
copy-table-deliveries = What was sent to you
copy-table-files = Your files
copy-table-accounts = Your account
copy-table-sessions = Where you signed in
copy-table-sign-in-tokens = One-time links
copy-table-audit-events = The audit log

copy-field-about = About yourself
copy-field-about-you = About you
copy-field-acting-as = In which role
copy-field-action = What was done
copy-field-address = Network address
copy-field-affiliation = Where from
copy-field-agrees-to-recording = Agrees to being recorded
copy-field-after = After
copy-field-answer = Answer
copy-field-answered-at = Answered on
copy-field-asked-about-work = Asked about your work
copy-field-asked-at = Asked on
copy-field-at = When
copy-field-attempts = Wrong codes
copy-field-attribution = How you are named
copy-field-audience = Who it is for
copy-field-before = Before
copy-field-body = Text
copy-field-by-you = By you
copy-field-cadence = Rhythm
copy-field-cause = Caused by
copy-field-community = { -community(form: "capital") }
copy-field-created-at = Made on
copy-field-decided-at = Decided on
copy-field-decision-note = Note on the decision
copy-field-department = Department
copy-field-device = Device
copy-field-digest = Check sum
copy-field-email = E-mail address
copy-field-ended-at = Ended on
copy-field-ends = Ends
copy-field-event = Event
copy-field-expires = Until
copy-field-expires-at = Good until
copy-field-has-answered = Your answer is counted
copy-field-held = Held since
copy-field-id = Number
copy-field-job-family = Job family
copy-field-job-title = Job title
copy-field-joined-at = Joined on
copy-field-kind = Kind
copy-field-label = Interest
copy-field-language = Language
copy-field-media-type = Type
copy-field-message = What you wrote
copy-field-minutes = Minutes
copy-field-name = Name
copy-field-needs = What you need
copy-field-note = Note
copy-field-offer-ends-at = Offer until
copy-field-picture-id = Picture
copy-field-place = In the room or online
copy-field-previous = Before
copy-field-published-at = Published on
copy-field-purpose = Purpose
copy-field-quote = Words
copy-field-activities = Activities
copy-field-beginning = Began with
copy-field-contributors = What else had a part
copy-field-evidence = By what it can be seen
copy-field-example = Example
copy-field-is-shared = Shared
copy-field-otherwise = Otherwise
copy-field-reasons = Reasons
copy-field-reason = Reason
copy-field-recipients = Recipients
copy-field-recorded-at = Recorded on
copy-field-registered-at = Registered on
copy-field-role = Role
copy-field-said-at = Where it was said
copy-field-scope = Scope
copy-field-scopes = Where it may stand
copy-field-seen-at = Last used
copy-field-send-at = To be sent
copy-field-settled-at = Settled on
copy-field-shown-as = Named as
copy-field-shows-email = Shows the address
copy-field-signed-in-at = Last signed in
copy-field-since = Since
copy-field-size = Bytes
copy-field-stage = Stage
copy-field-starts = Starts
copy-field-state = State
copy-field-statement = Statement
copy-field-status = Status
copy-field-subject = Subject
copy-field-success = What success looks like
copy-field-taken-at = Taken on
copy-field-title = Title
copy-field-told-at = Told on
copy-field-used-at = Used on
copy-field-version = Version
copy-field-wanted = Wanted
copy-field-way = How it is known
copy-field-ways-of-working = How it works
copy-field-why = Why
copy-field-withdrawn-at = Taken back on
copy-field-words = Words
copy-field-written-at = Written on
copy-field-you-follow = You take over
