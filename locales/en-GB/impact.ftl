### The public pages on what the programme has achieved, and how each figure is known.

impact-title = What difference did it make?
impact-description = What { $programme } at { $organisation } has achieved, with what each figure rests on.
impact-lead = Beside each figure stands what it rests on, and what is missing.

## The programme in figures. $communities, $areas, $people and $memberships are numbers.

impact-counted = { $communities ->
        [one] One active { -community }
       *[other] { $communities } active { -communities }
    } in { $areas ->
        [one] one { -service-area }
       *[other] { $areas } { -service-areas }
    }: { $people ->
        [one] one person
       *[other] { $people } people
    } with { $memberships ->
        [one] one membership
       *[other] { $memberships } memberships
    } between them, counted on { $when }. Somebody in two { -communities } is one person with two memberships.
impact-not-counted = These figures are those that the programme published, each as of its own date. This site keeps no memberships yet, so it counts nothing itself.
impact-nothing = Nothing is stated yet
impact-nothing-next = Figures appear here once people have joined { -communities }, or a published record has been taken in.
impact-figures = In figures
impact-figures-counted = Counted by this site from all its records. The directory may list fewer { -communities }, because some are shown only to staff or to their members.
impact-figures-published = The latest that was published of each. Where pages differ, both are shown.
impact-figures-others = { -communities(form: "capital") } that are paused, closed or merged

## What was counted by this site.

impact-counter-communities-forming = { $value ->
        [one] forming { -community }
       *[other] forming { -communities }
    }
impact-counter-communities-active = { $value ->
        [one] active { -community }
       *[other] active { -communities }
    }
impact-counter-communities-paused = { $value ->
        [one] paused { -community }
       *[other] paused { -communities }
    }
impact-counter-communities-closed = { $value ->
        [one] closed { -community }
       *[other] closed { -communities }
    }
impact-counter-communities-merged = { $value ->
        [one] { -community } merged into another
       *[other] { -communities } merged into others
    }
impact-counter-people = { $value ->
        [one] person in at least one { -community }
       *[other] people in at least one { -community }
    }
impact-counter-memberships = { $value ->
        [one] membership, core or wider
       *[other] memberships, core and wider
    }
impact-counter-core-people = { $value ->
        [one] person in the core of at least one { -community }
       *[other] people in the core of at least one { -community }
    }
impact-counter-active-areas = { $value ->
        [one] { -service-area } with an active { -community }
       *[other] { -service-areas } with an active { -community }
    }
impact-counter-events-held = { $value ->
        [one] event held
       *[other] events held
    }
impact-counter-lunch-and-learns-held = { $value ->
        [one] Lunch and Learn held
       *[other] Lunch and Learns held
    }

## The definitions of what is counted.

impact-definition-communities-forming = Each { -community } whose present stage is forming: agreed, and not yet open.
impact-definition-communities-active = Each { -community } whose present stage is active.
impact-definition-communities-paused = Each { -community } whose present stage is paused: its members stay, and nobody joins.
impact-definition-communities-closed = Each { -community } that has closed after it was agreed. Proposals that were not taken up do not count.
impact-definition-communities-merged = Each { -community } that has been merged into another.
impact-definition-people = Each person with at least one current membership, once, in however many { -communities } they are. People who asked, were invited, declined or left do not count.
impact-definition-memberships = Each current membership, core or wider. Somebody in two { -communities } counts twice. Requests and invitations do not count.
impact-definition-core-people = Each person with at least one current core membership, once.
impact-definition-active-areas = Each { -service-area } to which at least one active { -community } belongs at present.
impact-definition-events-held = Each event at which somebody was present, as far as attendance was recorded here: by a code, by a host, or from the report of a meeting. Events that were called off do not count, nor those of which nothing was recorded.
impact-definition-lunch-and-learns-held = Each event held that is a Lunch and Learn.

## The evidence mark. Each "spoken" message is one whole sentence for somebody who listens.

impact-surveys = Surveys published before
impact-surveys-text = Each as it was published, with what it says of its answers and what it does not.
impact-how = How we know
impact-number = { $qualifier ->
        [about] about { $value }
        [more_than] more than { $value }
       *[exactly] { $value }
    }
impact-qualifier-about = about
impact-qualifier-more-than = more than
impact-qualifier-exactly = exactly
impact-counted-base = counted on { $when }
impact-counted-spoken = { $value } { $what }, counted by this site on { $when }.
impact-undated = date not given
impact-published-base = published, as of { $when }
impact-published-base-odds = published, as of { $when }; another page differs
impact-published-base-undated = published without a date
impact-published-spoken = { $number } { $what }, as of { $when }, as published elsewhere.
impact-published-spoken-odds = { $number } { $what }, as of { $when }, as published elsewhere; another page gives a different number.
impact-published-spoken-undated = { $number } { $what }, as published elsewhere without a date.
impact-share-base = about { $answers } of { $base } answers, { $low } to { $high }%
impact-share-base-counted = { $answers } of { $base } answers, { $low } to { $high }%
impact-share-spoken-counted = { $percent } per cent agreed, { $answers } of { $base } answers, between { $low } and { $high } per cent.
impact-share-spoken = { $percent } per cent agreed, about { $answers } of { $base } answers, between { $low } and { $high } per cent.
impact-no-base = number of answers not published
impact-no-base-spoken = { $percent } per cent agreed; the number of answers was not published.

## Surveys

impact-survey = { $survey }, answers given in { $fieldwork }, published { $reported }.
impact-survey-undated = { $survey }, published { $reported }.
impact-quote-source = What somebody said, in our words. { $survey }, no name published.

## How it grew

impact-growth = How it grew
impact-growth-text = As published at the time. Where pages differ, both are shown.
impact-growth-more = All published counts
impact-recognition = Recognition
impact-recognition-text = Awards and outside events.
impact-recognition-more = All recognition
impact-news-more = News

## How to read this

impact-method = How to read these figures
impact-method-share = A percentage is the share of people who answered and agreed. Where the number of answers is known, a bar shows between what bounds the share lies with 95 per cent confidence (Wilson's interval). It assumes that those who answered resemble those who did not, and it does not cover the rounding of whole percentages.
impact-method-no-base = Where the number of answers was not published, no interval can be given, and none is. The line is stitched instead of solid. The figure may rest on many answers or on few.
impact-method-count = A count that this site keeps is counted from its own records under a definition with a version. A count that was published elsewhere is shown as it was published: "about" and "more than" stay, and so does a date that is only a year.
impact-method-odds = Published counts contradict each other. We show them side by side and choose none. Where a page says "members", it does not say whether it counts people or memberships: somebody in two { -communities } is one person with two memberships.
impact-method-whole = The whole method: how figures are counted, asked, measured and told
method-title = How the figures are made
method-plain = In plain words
method-plain-text = For readers of the page of impact, and for whoever has to defend a figure on it.
method-description = How the figures and sentences on the page of impact are made, what they can bear, and what they cannot.
impact-method-words = Statements and comments that are in our words are marked as such.

impact-withdrawn = Taken back
impact-withdrawn-text = These are not shown to anybody else.

## Published counts over time

history-title = How it grew, as published
history-description = Every count that { $programme } published, with its date, its source and what contradicts it.
history-lead = Pages counted at different times, and perhaps different things under one word: "members" can mean people or memberships. Nothing is left out and nothing is chosen.
history-finding = { $what }: { $first } as of { $since }, { $last } as of { $until }
history-point = { $number } as of { $when }
history-described = { $points }.
history-described-odds = { $points }. Some pages differ from each other.
history-contested = pages differ
history-table = Published counts: { $what }
history-as-of = As of
history-value = Published count
history-source = Source
history-how = How we know
history-odds = another page differs
history-empty = No counts have been published
history-empty-next = Counts appear here once a published record has been taken in.

## How one figure is known

claim-title = How we know
claim-description = What stands behind a figure of { $programme }: its definition, its dates and its evidence.
claim-see = See the evidence
claim-withdrawn = This figure has been taken back
claim-withdrawn-why = Since { $when } it is not shown any more. The reason: { $reason }
claim-facts = What is known of it
claim-origin = Where it comes from
claim-origin-computed = Counted by this site from its own records.
claim-origin-survey = From a survey on this site.
claim-origin-published = Published elsewhere, and taken over as it was published.
claim-definition = What is counted
claim-definition-number = Definition
claim-definition-version = Version { $version }
claim-definition-none = The page gives no definition.
claim-counted = Counted on
claim-changed = Last changed
claim-as-of = Holds for
claim-qualifier = How the page put it
claim-survey = Survey
claim-fieldwork = Answers given
claim-reported = Published
claim-theme = Heading on the page
claim-level = About
claim-level-individual = oneself
claim-level-team = one's team or department
claim-level-practice-area = the practice area
claim-level-organisation = the organisation
claim-level-sector = the sector
claim-wording = Wording
claim-wording-exact = The words that people were asked.
claim-wording-paraphrase = Our words. The question as it was asked was not published.
claim-base = Number of answers
claim-base-about = { $base }; about { $answers } of them agreed
claim-rate = Response rate
claim-rate-percent = { $rate } per cent of those asked
claim-not-published = Not published
claim-interval = Interval
claim-interval-between = Between { $low } and { $high } per cent, with 95 per cent confidence. It assumes that those who answered resemble those who did not.
claim-interval-none = None. Without the number of answers none can be given.
claim-recorded = Recorded on this site
claim-approved = Approved
claim-approved-computed = By the definition, when this site began to count.
claim-approved-published = By the import, as published. Nobody has examined it here.
claim-approved-by = By { $name }, { $when }
claim-approved-somebody = By the programme, { $when }
claim-evidence = Evidence
claim-evidence-text = What the figure is checked against.
claim-evidence-counter = The records of this site. The number is kept with each change, and counted anew by the site's own check.
claim-list = The events that are counted, as far as you may know of them
claim-evidence-row = Row { $line } of { $file } in the record
claim-odds = Other pages say
claim-odds-text = These cannot easily be right beside it. We choose none.
claim-withdraw = Take it back
claim-withdraw-text = The figure disappears from the public pages. Its page stays and gives the reason.
claim-restore = Show it again
claim-restore-text = The figure returns to the public pages.
claim-reason = Reason
claim-reason-hint = It is shown to everyone who follows a link to this figure.

flash-claim-withdrawn = The figure has been taken back.
flash-claim-restored = The figure is shown again.
