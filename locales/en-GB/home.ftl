### The front page.

home-opening = Find the people who do what you do
home-summary =
    { $communities ->
        [one] { $communities } { -community }
       *[other] { $communities } { -communities }
    } in { $areas ->
        [one] { $areas } { -service-area }
       *[other] { $areas } { -service-areas }
    }, where colleagues share what works, solve what does not, and get better at the work they have in common.
home-search = What do you work on?
home-all = See all { -communities }
home-quilt = All { -communities }
home-changed = What it has changed
home-changed-how = Each figure says what it rests on.
home-impact = See the whole record
home-areas = { -service-areas(form: "capital") }
home-areas-how = { -communities(form: "capital") } follow the work.
home-area-count =
    { $count ->
        [one] { $count } { -community }
       *[other] { $count } { -communities }
    }
home-morning = Good morning, { $name }
home-afternoon = Good afternoon, { $name }
home-evening = Good evening, { $name }
home-needs = What needs you
home-need-invitation = You are invited to { $community }
home-need-answer = Answer
home-need-requests =
    { $count ->
        [one] One person asks to join { $community }
       *[other] { $count } people ask to join { $community }
    }
home-need-requests-text = They see that their request waits until you decide.
home-need-decide = Decide
home-need-proposals =
    { $count ->
        [one] A proposal for a { -community } waits for an answer
       *[other] { $count } proposals for { -communities } wait for an answer
    }
home-need-proposals-text = Whoever proposed it is told what you decide, and why.
home-need-late =
    { $count ->
        [one] A request to join has waited for more than four days
       *[other] { $count } requests to join have waited for more than four days
    }
home-need-late-text = The { -leads } have been reminded. You can decide in their place.
home-need-term = { $role } of { $community }: your term ends on { $day }
home-need-site-term = { $role }: your term ends on { $day }
home-need-term-text = Nobody is named to take over yet.
home-need-look = Look
home-role = { $role } since { $day }
home-new = New in your { -communities }
home-new-letter = { $person } to { $community }, { $day }
home-new-step = { $community }: now { $stage }

suggestion-title = You might belong here
suggestion-how = Chosen from your job family, department and interests.
suggestion-change = Change them
suggestion-job-family = It is for your job family, { $label }.
suggestion-topic = You said that you are interested in { $label }.
suggestion-department = It fits your department, { $label }.
suggestion-join = Join
suggestion-ask = Ask to join
suggestion-watch = Tell me when it opens
suggestion-open = Open to everyone
suggestion-leads-decide = The { -leads } decide
suggestion-none = Nothing new fits you at present
suggestion-none-next = No other { -community } fits what you told us. Look through all of them, or change what you told us.
suggestion-unknown = We do not know what you work on
suggestion-unknown-next = Say what you do and what interests you, and we suggest the { -communities } that fit.
suggestion-tell = Tell us
