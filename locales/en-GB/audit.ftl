### The audit log: one sentence for each thing that people do. They may use $who (the person and the role they
### acted in), $person (whom it was about), $community, and $detail (one word of the record).

audit-somebody = somebody no longer known
audit-some-community = one of the { -communities }
audit-no-detail = something else
audit-who-system = The system
audit-who-visitor = A visitor
audit-who-lead = { $name }, as { -lead },
audit-who-sponsor = { $name }, as { -sponsor },
audit-who-programme-manager = { $name }, as { -programme-manager },
audit-who-editor = { $name }, as editor,
audit-who-auditor = { $name }, as auditor,
audit-who-administrator = { $name }, as administrator,
# An action that this version of the product does not know.
audit-other = { $who } did “{ $action }”

audit-account-end-session = { $who } ended one of their sessions
audit-account-end-sessions = { $who } signed out on all other devices
audit-account-sign-in = { $person } signed in
audit-account-wrong-code = { $who } typed a wrong code to sign in
audit-area-create = { $who } created a { -service-area }
audit-area-edit = { $who } edited a { -service-area }
audit-area-move = { $who } changed the order of { -service-areas }
audit-area-retire = { $who } retired a { -service-area }
audit-area-revive = { $who } brought back a { -service-area }
audit-audit-download = { $who } downloaded the audit log
audit-broadcast-call-off = { $who } called off a message to the members of { $community }
audit-broadcast-send = { $who } sent a message to the members of { $community }
audit-broadcast-write = { $who } wrote a message to the members of { $community }
audit-charter-write = { $who } changed the charter of { $community }
audit-claim-restore = { $who } put a claim back on the impact page
audit-claim-withdraw = { $who } withdrew a claim from the impact page
audit-community-create = { $who } created { $community }
audit-community-edit = { $who } edited the page of { $community }
audit-community-links = { $who } changed the links of { $community }
audit-community-propose = { $who } proposed { $community }
audit-community-rules = { $who } changed who can find and join { $community }
audit-community-stage = { $who } changed the stage of { $community } to { $detail }
audit-community-unwatch = { $who } no longer wants to be told when { $community } opens
audit-community-watch = { $who } asked to be told when { $community } opens
audit-membership-accept = { $who } accepted { $person } into { $community }
audit-membership-ask = { $who } asked to join { $community }
audit-membership-become-core = { $who } made { $person } { -core-member(form: "article") } of { $community }
audit-membership-become-wider = { $who } made { $person } { -wider-member(form: "article") } of { $community }
audit-membership-carry-over = { $who } carried { $person } over into { $community }
audit-membership-decline = { $who } declined the request of { $person } to join { $community }
audit-membership-export = { $who } downloaded the list of members of { $community }
audit-membership-import = { $who } entered { $person } into { $community }
audit-membership-invite = { $who } invited { $person } to { $community }
audit-membership-join = { $who } joined { $community }
audit-membership-leave = { $who } left { $community }
audit-membership-remove = { $who } removed { $person } from { $community }
audit-membership-return = { $who } took back leaving { $community }
audit-membership-uninvite = { $who } took back the invitation of { $person } to { $community }
audit-membership-withdraw = { $who } took back the request to join { $community }
audit-organisation-edit = { $who } changed the organisation’s settings
audit-organisation-edit-accessibility = { $who } changed the accessibility statement
audit-organisation-remove-logo = { $who } removed the logo
audit-organisation-set-logo = { $who } replaced the logo
audit-organisation-set-sign-in = { $who } changed who may sign in
audit-outbox-try-again = { $who } put failed work back into the outbox
audit-person-answer-welcome = { $who } told us about their work
audit-person-ask-for-address = { $who } asked to change their address
audit-person-change-address = { $who } confirmed a new address
audit-person-keep-address = { $who } kept the former address, and all sessions ended
audit-person-edit-profile = { $who } edited their profile
audit-person-erase = { $who } erased what was kept of somebody who had left
audit-person-leave-site = { $who } left the site
audit-person-remove-picture = { $who } removed their picture
audit-person-set-picture = { $who } changed their picture
audit-person-skip-welcome = { $who } chose not to tell us about their work
audit-preference-change = { $who } changed which messages they get
audit-proposal-decide = { $who } decided on the proposal of { $community }
audit-record-import = { $who } took in a published record
audit-role-appoint = { $who } appointed { $person } as { $detail } of { $community }
audit-role-change = { $who } changed the term of { $person } in { $community }
audit-role-end = { $who } ended the term of { $person } in { $community }
audit-role-give = { $who } made { $person } { $detail }
audit-vocabulary-reset = { $who } went back to the usual word for “{ $detail }”
audit-vocabulary-set = { $who } changed the word for “{ $detail }”

# The same where somebody does it for themselves.
audit-membership-accept-own = { $who } accepted the invitation to { $community }
audit-membership-become-core-own = { $who } became { -core-member(form: "article") } of { $community }
audit-membership-become-wider-own = { $who } became { -wider-member(form: "article") } of { $community }
audit-membership-decline-own = { $who } declined the invitation to { $community }

## The page.

audit-title = Audit log
audit-how = What was done, by whom, in which role, and when. Nothing here can be changed.
audit-summary = { $total ->
    [one] One entry
   *[other] { $total } entries, page { $page } of { $pages }
}
audit-details = Details
audit-fact-action = Action
audit-fact-record = Record
audit-fact-request = Request
audit-fact-address = Network address
audit-fact-device = Device
audit-fact-before = Before
audit-fact-after = After
audit-filter-who = Done by
audit-filter-about = About
audit-filter-name-hint = A full name or an e-mail address
audit-filter-community = { -community(form: "capital") }
audit-filter-action = Action
audit-filter-any = Any
audit-filter-from = From
audit-filter-until = Until
audit-filter-show = Show
audit-empty = Nothing fits
audit-empty-next = Take away a filter to see more.
audit-all = Show everything
audit-newer = Newer
audit-older = Older
audit-csv = Download as CSV
audit-jsonl = Download as JSON lines
audit-download-hint = A download holds what is shown here, at most 100,000 entries, and is recorded in the log. Narrow the dates for older ones.
