### What a community creates: what it hopes for, what is measured, the matrix, and one's own account.

community-tab-value = What difference
value-title = What difference it makes
value-lead = What we hope for, what is measured, and what is told. There is no score: each kind of value is read by itself.
value-none = Nothing has been written down yet
value-none-next = Begin with one kind of value: what would success look like?
value-unframed = Not written down yet
value-method = After the value-creation framework of Etienne and Beverly Wenger-Trayner (2020). Our own words.
value-short-immediate = Immediate
value-short-potential = Potential
value-short-applied = Applied
value-short-realised = Realised
value-short-transformative = Transformative
value-short-enabling = Enabling
value-short-strategic = Strategic
value-short-orienting = Orienting
value-percent = { $value }%
value-number = { $value } { $unit }
value-interval =
  { $count ->
      [one] from { $count } answer; among all, between { $low }% and { $high }%
     *[other] from { $count } answers; among all, between { $low }% and { $high }%
  }
value-base =
  { $count ->
      [one] from { $count } case
     *[other] from { $count } cases
  }

## Framing

framing-title = What we hope for: { $kind }
framing-edit = Write down what we hope for: { $kind }
framing-overdue = The day has come to look at this again.
framing-aspiration = What success would look like
framing-aspiration-hint = Such as: At least half of the faculties use the shared form by July.
framing-conditions = What has to hold for it
framing-conditions-hint = Such as: The form is approved.
framing-risks = What could go wrong
framing-risks-hint = Such as: Everybody makes a form of their own.
framing-mitigations = What we do about that
framing-mitigations-hint = Such as: One person looks after it.
framing-planned = What we mean to measure
framing-planned-hint = In words, with where the figures come from. Indicators are defined by themselves.
framing-owner = Who looks after it
framing-owner-hint = Their name or address, as it is known here.
framing-review = Look at it again by
framing-review-hint = When learning shows that the aim was wrong, change it.

## Indicators

indicator-new-title = Define an indicator
indicator-edit-title = Change the indicator
indicator-lead = A measure says to what extent something happened, or that the { -community } had a part in it. By itself it never says why.
indicator-name = What is measured
indicator-name-hint = Such as: Faculties that use the shared form.
indicator-automatic = Does the site count it by itself?
indicator-automatic-hint = Counted over a year, every four weeks, from the site’s own records. Leave it at “no” for a figure from elsewhere.
indicator-automatic-none = No, somebody writes it down
indicator-counted-what = Counted by the site
indicator-counted-text = The site counts this by itself, from its own records.
indicator-counted = Counted by the site
indicator-definition = How, exactly
indicator-definition-hint = What counts and what does not, so that next year’s figure means the same. Of what the site counts by itself, nothing is needed.
indicator-source = Where the figures come from
indicator-source-hint = Who knows, or which record. Of what the site counts by itself, nothing is needed.
indicator-kind = What it speaks of
indicator-kind-hint = Kind, level and kind of value are told apart: each can go with each.
indicator-kind-effect = Effect: to what extent something happened
indicator-kind-contribution = Contribution: that the { -community } had a part in it
indicator-measure = In what
indicator-measure-number = A number
indicator-measure-percent = Per cent
indicator-unit = Unit
indicator-unit-hint = Such as: faculties, days. Of a share, nothing.
indicator-direction = Which way is better
indicator-direction-up = More is better
indicator-direction-down = Less is better
indicator-direction-keep = It should stay
indicator-baseline = Where it stood before
indicator-baseline-hint = Without it, nobody can say what has changed.
indicator-baseline-on = When that was
indicator-baseline-on-hint = As exactly as you know it: 2025, 2025-07 or 2025-07-31.
indicator-target = Where it should come
indicator-target-by = By when
indicator-not-measured = Not measured yet
indicator-reached = Target reached
indicator-towards = Moving as hoped
indicator-unmoved = Not moved
indicator-away = Moving the other way
indicator-alone = Measured
indicator-ended = No longer measured
indicator-on = on { $day }
indicator-from = from { $value }
indicator-to = target { $value }
indicator-dated = { $value } ({ $day })
indicator-measurements = Measurements
indicator-table = Measurements, the latest first
indicator-day = Day
indicator-value = Value
indicator-value-hint = A number, such as 5 or 87.5.
indicator-basis = Rests on
indicator-base = How many answers or cases it rests on
indicator-base-hint = A share without this has no bounds, and nobody can say how sure it is.
indicator-note = Remark
indicator-by = Written down by
indicator-remove-head = Take it away
indicator-remove = Take { $day } away
indicator-no-measurement = Nothing has been measured yet.
indicator-too-few = There is nothing that can be said yet: fewer than ten people stand behind it.
indicator-record = Write a measurement down
indicator-stories = Stories that touch it
indicator-stories-none = No story says that the { -community } had a part in it.
indicator-retire = Stop measuring it
indicator-revive = Measure it again
automatic-events-held = Events that were held
automatic-attendance = How often people were at events
automatic-return-rate = Of those who came, the share who came again
automatic-first-timers = People who came for the first time
automatic-worth-my-time = Of those who answered after events, the share who said at least that it was worth their time
automatic-members-joined = People who joined
automatic-questions-answered = Questions asked at events that were answered
flash-measured = The measurement has been written down.
flash-unmeasured = The measurement has been taken away.

## The matrix

matrix-link = See the matrix
matrix-title = What is measured and what is told: { $community }
matrix-lead = A column for each kind of value, with what is measured in it; a row for each story, across the columns in which it says something. A strong column has both.
matrix-views = Which columns
matrix-eight = Eight kinds of value
matrix-five = Five cycles
matrix-table-title = The matrix
matrix-table = Kinds of value as columns: what is measured, how the two go together, and a row for each story
matrix-story = Story
matrix-measured = What is measured
matrix-no-indicator = No indicator
matrix-reading = How they go together
matrix-nothing = Neither measured nor told
matrix-effect-alone = Effect without contribution: no story says that we had a part in it
matrix-story-alone = Story without measure
matrix-both = Measured and told
matrix-silent = Says nothing here
matrix-more = The latest { $shown } of { $total } stories are shown.
matrix-none = There is nothing to hold together yet
matrix-none-next = Define an indicator, or tell a story.
matrix-drawing-title = The same, drawn
matrix-drawing-text = A shaded column is measured. A filled mark happened, a half one partly, a hollow one is hoped for, and a crossed one did not happen.
matrix-drawing =
  { $count ->
      [one] { $count } story as a line across the kinds of value; the table above says the same in words
     *[other] { $count } stories as lines across the kinds of value; the table above says the same in words
  }
matrix-method = The idea of the matrix: Wenger, Trayner and de Laat (2011). Nothing in it is added up.

## One's own account

narrative-title = What taking part is worth to you
narrative-of = What taking part is worth to { $name }
narrative-lead = Overall, rather than from one event. It helps with an appraisal, and with deciding where to spend your time.
narrative-is-private = Only you read this.
narrative-is-shared = Colleagues can read this.
narrative-see = See it as they do
narrative-reasons = Why you take part
narrative-reasons-hint = Challenges, hopes, what you would like to learn.
narrative-activities = What you took part in, and what you plan
narrative-activities-hint = Events, projects, conversations, what you gave to others.
narrative-myself = What changes in yourself: skills, attitude, confidence
narrative-connections = Whom you know, and how you work together
narrative-practice = What helps you in your work: ideas, material, ways of doing things
narrative-influence = Whether you can make a difference: your voice, what you give, how it is seen
narrative-how = How
narrative-example = An example
narrative-who = Who reads it
narrative-share = Colleagues may read it
narrative-share-hint = Everybody who has signed in, under your name. Untick it to take it back.
narrative-written = Written on { $day }
