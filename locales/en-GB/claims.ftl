### Claims that somebody writes: the evidence board, writing one, what it rests on, and how it is known.

nav-board = Evidence board
theme-together = Bring people together
theme-skills = Help you learn new skills
theme-place = Make the organisation a better place to work
theme-work = Improve how things work

board-title = Evidence board
board-lead = What the page of impact rests on: what waits, what falls due, and what is weak.
board-empty = Nothing has been written yet
board-empty-next = A claim is a sentence about what the programme has done, with what stands behind it.
board-due = To be looked at
board-due-text = They are shown. Something behind them has changed, or their review is due.
board-waiting = Waiting for approval
board-waiting-text = Somebody other than the author approves each of them.
board-weak = Weak
board-weak-text = They are shown, and rest on one person’s word or on a single piece of evidence.
board-drafts = Drafts
board-drafts-text = Only those who work on these pages see them.
board-sound = Sound
board-sound-text = They are shown, and nothing is due.
board-past = Corrected and taken off
board-past-text = Their pages stay, for whoever follows a link to them.
board-said-only = Said in surveys alone
board-said-only-text = Each was asked, and no claim that is shown holds it together with evidence of another kind: a count, an event, a measurement or a story would.
board-said-by = { $wave }: { $percent }% of { $base } answers
board-unused = { -communities(form: "capital") } without a story of something used
board-unused-text = No shared story says that something learned was used, or more. Asking one person for theirs is often enough.
board-bare = Headings with nothing under them
board-bare-text = They do not appear on the page until something stands under them.
board-themes = Headings of the page
board-themes-label = Headings, one on each line
board-themes-hint = In the order of the page. A heading stays as long as a claim stands under it.
board-pieces = { $count ->
        [0] no evidence
        [one] one piece of evidence
       *[other] { $count } pieces of evidence
    }
board-author = by { $name }
board-due-gone = something behind it is gone
board-due-changed = something behind it has changed
board-due-overdue = review was due on { $day }
board-due-soon = review due by { $day }

## How something is known

strength-observed = observed
strength-observed-hint = This site recorded it, or it can be looked at.
strength-reported = reported
strength-reported-hint = Somebody says so.
strength-corroborated = corroborated
strength-corroborated-hint = Evidence of two kinds says so, or a second person has confirmed it.
strength-measured = measured
strength-measured-hint = A figure under a definition says so.

## Kinds of value

value-type-immediate = Immediate: the experience of taking part
value-type-potential = Potential: insights, resources and contacts that could be used
value-type-applied = Applied: something tried, used or adapted, also where it failed
value-type-realised = Realised: an effect on what matters
value-type-transformative = Transformative: a deeper or wider shift
value-type-enabling = Enabling: better at making learning possible
value-type-strategic = Strategic: the relationship with those who can shape or resource it
value-type-orienting = Orienting: knowing who is who, and where this fits

measure-count = A number of things
measure-percent-agree = A share of answers, in per cent
measure-statement = A sentence without a number

claim-state-draft = Draft
claim-state-submitted = Waits for approval
claim-state-approved = Shown
claim-state-withdrawn = Taken off
claim-state-corrected = Corrected

## Writing one

claim-new-title = Write a claim
claim-edit-title = Edit the claim
claim-edit-lead = One thing, in plain words. Say “helped” and “contributed to” rather than “caused” or “increased”.
claim-statement = Claim
claim-statement-hint = One sentence. Of a number, what the number counts: “people found a mentor”.
claim-measure = What it gives
claim-value = Number
claim-value-hint = Whole things, or whole per cent. Leave it empty for a count that this site keeps: it is then read anew each time.
claim-how-exact = How exact
claim-heading = Heading
claim-at-level = Level
claim-as-of-hint = A year, a month such as 2026-05, or a day.
claim-strength = How it is known
claim-strength-hint = Choose what the evidence is, not what you would like it to be. Effects on what matters need to be corroborated or measured.
claim-comparison = Compared with
claim-comparison-hint = To say that something was brought about you need a measurement, and what it was compared with.
claim-about = About
claim-about-programme = The whole programme
claim-value-type = Kind of value
claim-value-type-hint = None is worth more than another.
claim-review = To be looked at again by
claim-review-hint = Two years from now at the latest. It is needed to hand the claim in.
claim-notice = What was wrong
claim-notice-hint = It stands beside the correction. The earlier text stays readable.

## What it rests on

evidence-title = Add evidence
evidence-add = Add it
evidence-remove = Take it away
evidence-kind-counter = A count that this site keeps
evidence-kind-counter-text = The figure is read anew each time, under its definition.
evidence-which-counter = Which count
evidence-kind-event = An event
evidence-kind-event-text = Events that are over and that all staff may know of. A claim of two events can rest on two of them.
evidence-which-event = Which event
evidence-event-choice = { $title }, { $date }
evidence-kind-survey = Answers to a survey
evidence-kind-survey-text = How many of those who answered agreed, as it was released. The claim gives the same per cent.
evidence-which-survey = Which answers
evidence-survey-choice = { $wave }: { $question } { $percent }% of { $base }
evidence-survey-share = { $count } of { $base } who answered this said so: { $percent }%. With 95% confidence it lies between { $low }% and { $high }% among people like them; that says nothing of those who did not answer.
evidence-survey-only-share = { $count } of { $base } who answered this said so: { $percent }%.
evidence-survey-hidden = Too few people stand behind this for it to be shown.
evidence-survey = From { $survey }, { $wave }: { $asked } people were asked from { $from } to { $until }, and { $answered } of them answered ({ $rate }%).
evidence-survey-unknown = From { $survey }, { $wave }, asked from { $from } to { $until }: { $answered } people answered. How many were asked is not known, so there is no response rate.
evidence-kind-measurement = A measurement
evidence-kind-measurement-text = Of an indicator of a { -community }, with its day.
evidence-which-measurement = Which measurement
evidence-measurement-choice = { $indicator }, { $community }: { $value } on { $day }
evidence-measured = Measured for { $community } on { $day }.
evidence-measured-counted = Counted by this site for { $community } on { $day }.
evidence-kind-story = A story
evidence-kind-story-text = One that its teller has shared with more than the { -community }. Whoever takes theirs back takes it from under the claim.
evidence-which-story = Which story
evidence-story-choice = { $title }, { $community }
evidence-story = { $count ->
    [0] Told by somebody in { $community }.
    [one] Told by somebody in { $community }, and confirmed by { $count } other.
   *[other] Told by somebody in { $community }, and confirmed by { $count } others.
  }
evidence-story-staff = A story for staff
evidence-kind-published = A figure that others published
evidence-kind-published-text = From the reports on surveys that were entered here. It gives the same per cent, and an interval only where the number of answers was published.
evidence-which-published = Which figure of which report
evidence-published-choice = { $report }: { $statement } { $share }
evidence-published = From { $report }, published by { $publisher }. People could answer: { $fieldwork }. People asked: { $asked }. This site has none of the answers and cannot check the figure.
evidence-kind-record = A figure of the imported record
evidence-kind-record-text = From the record that was taken in.
evidence-which-record = Which figure
evidence-record-choice = { $statement }: { $value }
evidence-kind-source = A page elsewhere
evidence-kind-source-text = From the pages that the record names.
evidence-which-source = Which page
evidence-kind-external = Something else
evidence-kind-external-text = A report, a letter, a measurement made elsewhere. Whoever approves the claim looks at it.
evidence-note = What it is, and what it says
evidence-note-hint = Everybody can read this. Name nobody who has not agreed.
evidence-address = Web address
evidence-value = Number that it gives
evidence-value-hint = Whole things, or whole per cent.
evidence-base = Number of answers
evidence-base-hint = Of a share: how many answers it rests on. Without it no interval can be given.
evidence-counter = Counted by this site: { $what }
evidence-event = { $came ->
        [0] Held on { $date }
        [one] Held on { $date }, one person was recorded to be there
       *[other] Held on { $date }, { $came } people were recorded to be there
    }
evidence-event-staff = An event for staff
evidence-source = Published there.
evidence-gives = It gives { $value }.
evidence-gives-of = It gives { $value }, from { $base } answers.
evidence-gone = Something that is not there any more
evidence-changed = Has changed since the claim was approved

## What it lacks. $words are words of the claim.

claim-lacks = What it lacks
lack-evidence = Nothing stands behind it yet.
lack-gone = Something behind it is not there any more.
lack-suppressed = Too few people stand behind some of its evidence for it to be shown.
lack-figure = No evidence gives its number.
lack-observation = “Observed” needs something that this site recorded, or that can be looked at.
lack-report = “Reported” needs a page, a published figure or something described that says so.
lack-second-kind = “Corroborated” needs evidence of two kinds, or a second person’s word.
lack-measurement = “Measured” needs evidence that gives a figure.
lack-corroboration = Realised and transformative value need to be corroborated or measured.
lack-wording = It says that something was brought about ({ $words }). Say “helped” or “contributed to”, or measure it and name the comparison.

## How one is known

claim-origin-written = Written here, on the evidence that is named.
claim-strength-means = { $strength }: { $meaning }
claim-author = Written by
claim-seal = Seal
claim-evidence-written = What stands behind it, and what it says now.
claim-note = Said about it
claim-corrected = This has been corrected
claim-corrected-by = In its place stands:
claim-corrects = This is a correction
claim-corrects-what = It stands in the place of:
claim-stands = { $strength }
claim-stands-dated = { $strength }, as of { $when }
claim-stands-on-answers = { $base }; { $strength }
claim-holds-changed = what it rests on has changed since
claim-holds-gone = something it rests on is gone
claim-count-spoken = { $number } { $what }, { $base }.
claim-decide = What can be done
claim-submit = Hand it in
claim-submit-text = Somebody else looks at it. It can be handed in with something lacking, to be talked about; it is approved only when nothing does.
claim-waits = It waits for somebody else to approve it.
claim-recall = Take it back to go on writing
claim-approve = Approve
claim-approve-text = It is sealed with what its evidence says now, and shown. Look at each piece of evidence first.
claim-return = Give it back
claim-return-note = What has to change
claim-confirm = It still holds
claim-confirm-until = To be looked at again by
claim-confirm-text = It is sealed anew with what its evidence says now.
claim-correct = Correct it
claim-correct-text = A draft takes its words and evidence. It stays as it is until somebody else has approved the draft.
claim-discard = Throw the draft away
claim-discard-text = The draft and what stands behind it are gone.

flash-claim-saved = The claim has been saved.
flash-claim-submitted = The claim has been handed in.
flash-claim-recalled = The claim is a draft again.
flash-claim-returned = The claim has been given back.
flash-claim-approved = The claim has been approved, and is shown.
flash-claim-confirmed = The claim has been confirmed.
flash-claim-correcting = A draft of the correction has been made.
flash-claim-discarded = The draft is gone.
flash-evidence-added = The evidence has been added.
flash-evidence-removed = The evidence has been taken away.
