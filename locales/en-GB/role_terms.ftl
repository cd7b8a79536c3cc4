## Roles

role-lead = { -lead(form: "capital") }
role-sponsor = { -sponsor(form: "capital") }
role-facilitator = Facilitator
role-programme-manager = { -programme-manager(form: "capital") }
role-editor = Editor
role-auditor = Auditor
role-administrator = Administrator

## Letters

letter-term-subject = A term ends in { $community }: { $name }
letter-term-subject-own = Your term in { $community } ends on { $date }
letter-term-why = You receive this because of your role in the programme. It comes 90, 60 and 30 days before a term ends.
letter-term = The term of { $name } in { $community } ({ $role }) ends on { $date }, { $days ->
    [0] today
    [one] tomorrow
   *[other] in { $days } days
}.
letter-term-own = Your term in { $community } ({ $role }) ends on { $date }, { $days ->
    [0] today
    [one] tomorrow
   *[other] in { $days } days
}.
letter-term-successor = { $name } is named to take over.
letter-term-no-successor = Nobody is named yet to take over.
letter-term-button = See the { -community }

## Pages

roles-title = Roles in { $community }
roles-current = At present
roles-past = Earlier
roles-later = Begins later
roles-none = Nobody holds a role here
roles-none-next = Appoint { -lead(form: "article") } first: requests to join go to the { -leads }.
roles-appoint-title = Appoint somebody
roles-appoint = Appoint
roles-role = Role
roles-person = Person
roles-person-hint = Their e-mail address or full name.
roles-from = From
roles-until = Until
roles-until-hint = The last day. Leave it empty for a term without an end.
roles-successor = Successor
roles-note = Note
roles-then = then { $name }
flash-appointed = Appointed.
term-title = { $name }, { $role }
term-how = To end the term, set its last day. What was stays in the history.
terms-title = Terms that end
terms-how = Terms that end within 90 days, and { -communities } that nobody leads.
terms-ending = Ending soon
terms-ends = ends on { $date }
terms-within-30 = Within 30 days
terms-within-60 = Within 60 days
terms-within-90 = Within 90 days
terms-no-successor = no successor named
terms-none = No term ends within 90 days
terms-none-next = You are told 90, 60 and 30 days before one does.
terms-without-lead = Without a { -lead }
terms-all-led = Every { -community } has { -lead(form: "article") }.
site-roles-title = Roles on the whole site
site-roles-how = Roles in { -community(form: "article") } are given on its own page.
site-roles-end = End
site-roles-give-title = Give somebody a role
site-roles-give = Give the role
flash-role-given = The role is given.
flash-role-ended = The role has ended.
flash-last-administrator = This is the last administrator. Give somebody else the role first.
