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
