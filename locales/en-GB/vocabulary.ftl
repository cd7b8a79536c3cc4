### The words an organisation may rename. Its own are laid over these terms.
###
### Write { -community }, { -community(form: "plural") }, { -community(form: "article") } and so on,
### or the shorter { -communities } and { -communities(form: "capital") }.
### The argument of a term must be a literal: choose the form in the message, never with a variable.

-community =
    { $form ->
       *[singular] community
        [plural] communities
        [article] a community
        [capital] Community
        [capital-plural] Communities
        [capital-article] A community
    }
-communities =
    { $form ->
       *[plural] { -community(form: "plural") }
        [capital] { -community(form: "capital-plural") }
    }

-lead =
    { $form ->
       *[singular] lead
        [plural] leads
        [article] a lead
        [capital] Lead
        [capital-plural] Leads
        [capital-article] A lead
    }
-leads =
    { $form ->
       *[plural] { -lead(form: "plural") }
        [capital] { -lead(form: "capital-plural") }
    }

-sponsor =
    { $form ->
       *[singular] sponsor
        [plural] sponsors
        [article] a sponsor
        [capital] Sponsor
        [capital-plural] Sponsors
        [capital-article] A sponsor
    }
-sponsors =
    { $form ->
       *[plural] { -sponsor(form: "plural") }
        [capital] { -sponsor(form: "capital-plural") }
    }

-core-member =
    { $form ->
       *[singular] core member
        [plural] core members
        [article] a core member
        [capital] Core member
        [capital-plural] Core members
        [capital-article] A core member
    }
-core-members =
    { $form ->
       *[plural] { -core-member(form: "plural") }
        [capital] { -core-member(form: "capital-plural") }
    }

-wider-member =
    { $form ->
       *[singular] wider member
        [plural] wider members
        [article] a wider member
        [capital] Wider member
        [capital-plural] Wider members
        [capital-article] A wider member
    }
-wider-members =
    { $form ->
       *[plural] { -wider-member(form: "plural") }
        [capital] { -wider-member(form: "capital-plural") }
    }

-service-area =
    { $form ->
       *[singular] service area
        [plural] service areas
        [article] a service area
        [capital] Service area
        [capital-plural] Service areas
        [capital-article] A service area
    }
-service-areas =
    { $form ->
       *[plural] { -service-area(form: "plural") }
        [capital] { -service-area(form: "capital-plural") }
    }

-lunch-and-learn =
    { $form ->
       *[singular] Lunch and Learn
        [plural] Lunch and Learns
        [article] a Lunch and Learn
        [capital] Lunch and Learn
        [capital-plural] Lunch and Learns
        [capital-article] A Lunch and Learn
    }
-lunch-and-learns =
    { $form ->
       *[plural] { -lunch-and-learn(form: "plural") }
        [capital] { -lunch-and-learn(form: "capital-plural") }
    }

-programme-manager =
    { $form ->
       *[singular] programme manager
        [plural] programme managers
        [article] a programme manager
        [capital] Programme manager
        [capital-plural] Programme managers
        [capital-article] A programme manager
    }
-programme-managers =
    { $form ->
       *[plural] { -programme-manager(form: "plural") }
        [capital] { -programme-manager(form: "capital-plural") }
    }

## Why a word cannot be used, beside the field it was typed in.

vocabulary-problem-empty = Type a word.
vocabulary-problem-too-long = Use at most { $limit } characters.
vocabulary-problem-character = Use letters, numbers and ordinary punctuation on one line.

## Sentences that show how a word will read.

vocabulary-preview-community = Find { -community(form: "article") }. There are 22 { -communities }. { -communities(form: "capital") } share what they learn.
vocabulary-preview-lead = Ask { -lead(form: "article") }. Two { -leads } decide. { -leads(form: "capital") } are appointed for a term.
vocabulary-preview-sponsor = Each has { -sponsor(form: "article") }. { -sponsors(form: "capital") } open doors. Thank your { -sponsor }.
vocabulary-preview-core-member = Become { -core-member(form: "article") }. The { -core-members } plan together. { -core-members(form: "capital") } meet monthly.
vocabulary-preview-wider-member = You are { -wider-member(form: "article") }. All { -wider-members } get the news. { -wider-members(form: "capital") } join in when they can.
vocabulary-preview-service-area = It belongs to { -service-area(form: "article") }. Choose among ten { -service-areas }. { -service-areas(form: "capital") } change over time.
vocabulary-preview-lunch-and-learn = Come to { -lunch-and-learn(form: "article") }. The next { -lunch-and-learns } are in May. { -lunch-and-learns(form: "capital") } last an hour.
vocabulary-preview-programme-manager = Write to { -programme-manager(form: "article") }. The { -programme-managers } help. { -programme-managers(form: "capital") } run the programme.
