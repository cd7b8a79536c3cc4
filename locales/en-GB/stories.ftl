### Stories of what difference a community made: reading, telling, sharing, and a second person's word.

stories-title = Stories
stories-of = Stories from { $community }
stories-lead = What difference it made, told step by step by those to whom it happened. What did not work is told as well.
stories-none = No stories yet
stories-none-next = Whoever has tried something can tell what came of it, also where it failed. It takes about five minutes.
stories-none-such = No story has such a step.
stories-kind = With a step of this kind
stories-step = That
stories-any = Any
stories-narrow = Narrow the list
stories-count =
  { $count ->
      [one] { $count } story
     *[other] { $count } stories
  }
stories-all =
  { $count ->
      [0] All stories
      [one] The one story
     *[other] All { $count } stories
  }
stories-page = Page { $page } of { $pages }
story-tell = Tell a story
story-by = Told by { $teller }
story-by-nobody = Told by somebody who takes part
story-shared-on = shared on { $day }
story-confirmed =
  { $count ->
      [one] confirmed by { $count } other
     *[other] confirmed by { $count } others
  }
story-written-by = Written for you by { $name }
story-written-for = Written for { $name }
story-state-draft = Draft
story-state-offered = Waits for the teller’s word
story-state-shared = Shared
story-state-returned = Came back
story-state-withdrawn = Taken back
step-happened = Happened
step-partly = Partly
step-hoped-for = Hoped for
step-did-not-happen = Did not happen

## One story

story-came-back = It came back, with this remark
story-for-you = This was written for you
story-for-you-text = Nobody else reads it before you agree. Change whatever you like, share it, or give it back.
story-due = What became of what you hoped for?
story-due-text = Some weeks have passed. Change the step to what happened, to what partly happened, or to what did not: each of these is worth knowing.
story-steps = Step by step
story-no-steps = There is no step yet.
story-facts = Around it
story-began-event = Began with
story-began = Began with this
story-contributors = What else had a part
story-otherwise = What would have happened otherwise
story-level = Level
story-follow-up = Asked about again
story-shared = Shared
story-words = What others say
story-word-confirms = It is as told
story-word-partly-confirms = Part of it is as told
story-word-cannot-say = Cannot say
story-word-waiting = Asked
story-word-asked = You were asked
story-word-before = Said before the story was changed
story-word-somebody = Somebody who knows of it
story-word = Is it as told?
story-your-word = Your word
story-your-word-text = The teller named you as somebody who knows of it. You can change your answer later.
story-changed = The story was changed
story-changed-text = It was changed after you opened the page. Your word was not kept. Read it as it is now, and give your word again.
story-remark = In your own words
story-word-give = Give my word
story-yours = Your story
story-offer = Offer it to the teller
story-share = Share it
story-share-change = Change how it is shared
story-appraisal = Text for an appraisal
story-give-back = Give it back to its writer
story-give-back-note = What has to change
story-ask = Ask for their word
story-ask-person = Somebody who knows of it
story-ask-person-hint = Their name or address, as it is known here. They read the story and say whether it is as told.
story-withdraw = Take the story back
story-withdraw-text = Nobody but you reads it from then on. You can share it again later.
story-discard = Throw the story away
story-discard-text = It cannot be brought back.
story-return = Give it back to its teller
story-return-note = What has to change
story-return-text = It is not shown until its teller has shared it again. They read your remark.

## Writing one

story-new-title = Tell a story
story-edit-title = Change the story
story-edit-lead = Concrete and short, in the first person. The steps come next, one at a time. Nobody else reads it before you share it.
story-name = What it is called
story-name-hint = Such as: A safer open day with one form.
story-teller = For whom you write it
story-teller-hint = Leave it empty for your own story. Otherwise their name or address: they read it first, and it is shared only with their word.
story-event = The event that it began with
story-event-hint = If it began with one.
story-beginning = What else it began with
story-beginning-hint = A conversation, a document, a project: whatever it was.
story-address = Its web address
story-others-part = What else had a part
story-others-part-hint = Other people, projects or circumstances without which it would not have come about.
story-without = What would have happened otherwise
story-without-hint = Such as: We would have used last year’s form again.
story-begin = Go on to the first step
step-title = Step { $number }
step-lead = One thing that happened, or that you hope for. Start wherever it started: there is no fixed order.
step-body = What happened
step-body-hint = Who did what, with what, and what came of it.
step-kind = What kind of value is it?
step-kind-hint = None is worth more than another. Value can be negative, too: time that was lost, trust that was hurt.
step-state = What became of it?
step-state-hint = What is hoped for is asked about again after ten weeks.
step-when = When
step-when-hint = As exactly as you know it: 2026, 2026-01 or 2026-01-15.
step-evidence = By what it can be seen
step-evidence-hint = A file, a list, a figure, somebody who knows of it.
step-indicator = Which indicator it touches
step-indicator-hint = So that what is told and what is measured are read together.
step-save-next = Save and add the next step
step-add = Add a step
step-change = Change step { $number }
step-remove = Remove step { $number }

## Sharing it

story-share-title = Share the story
story-share-lead = You decide who reads it and how you are named, and you can take it back at any time.
story-audience = Who may read it
story-audience-community = Those who belong to the { -community }
story-audience-organisation = Everybody who has signed in
story-audience-public = Everybody, also visitors
story-naming = How you are named
story-naming-name = By name and role
story-naming-role = By role
story-naming-nobody = Not at all
story-others = Can other people be recognised in it?
story-others-hint = By name, by role, or because few others could be meant.
story-others-none = Nobody else
story-others-agreed = Yes, and they have agreed
story-others-not-agreed = Yes, and they have not agreed
story-others-first = Ask them first
story-others-first-text = Somebody can be recognised in it who has not agreed. Ask them, or change the steps so that nobody knows who is meant.

## One's own

stories-mine-lead = What you tell, what you write for others, and where you were asked for your word.
stories-mine-none = You have not told a story yet
stories-mine-none-next = Open a { -community } that made a difference for you, and tell what came of it.
stories-due = What became of it?
stories-due-text = You hoped for something in these. Say what happened, also where nothing did.
stories-asked = You were asked for your word
stories-asked-text = Somebody named you as a person who knows of it.
stories-told = Your stories
stories-writing = Written for others
stories-writing-text = Each is shared only by its teller.

letter-story-subject = A story: { $title }
letter-story-why = You get this letter because the story is yours, or because its teller named you.
letter-story-offered = { $writer } has written a story for you, of what difference { $community } made: { $title }
letter-story-offered-next = Nobody else reads it before you agree. Change whatever you like, share it, or give it back.
letter-story-returned = Your story { $title } came back to you with a remark.
letter-story-returned-next = It is not shown until you have shared it again.
letter-story-asked = { $teller } tells a story of what difference { $community } made, and named you as somebody who knows of it: { $title }
letter-story-asked-next = Read it, and say whether it is as told. If you cannot say, say that.
letter-story-hoped = Some weeks ago you told what difference { $community } made, and what you hoped for: { $title }
letter-story-hoped-next = What became of it? Say what happened, also where nothing did. It takes a minute.
letter-story-button = Open the story

flash-story-begun = The story has been begun. Nobody else reads it. Now the first step.
flash-step-saved = The step has been saved.
flash-step-removed = The step has been removed.
flash-story-shared = The story is shared as you chose.
flash-story-offered = They have been asked to look at it.
flash-story-given-back = It has been given back, with your remark.
flash-story-withdrawn = The story has been taken back.
flash-story-discarded = The story has been thrown away.
flash-story-asked = They have been asked for their word.
flash-story-answered = Thank you. Your word stands beside the story.
