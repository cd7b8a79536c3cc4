### The room of an event: questions, polls, and looking after them.

room = Room
room-title = Questions: { $event }
room-ahead = Not begun
room-live = On now
room-over = Over
room-moderate = Look after the questions
room-called-off = This event was called off. The room takes no questions.
room-watch = Watch
room-watch-how = Nothing is loaded from elsewhere until you ask for it.
room-watch-here = Load the player on this page
room-watch-at = Watch at { $host }
room-player = Player
room-ask = Ask a question
room-rule-after = Questions are shown to everyone at once; a moderator can hide one.
room-rule-before = A moderator looks at each question before others see it.
room-wait = You have asked three questions within a minute. Wait a moment; what you typed is kept below.
room-alike = Others have asked something like this
room-alike-how = A vote for theirs brings it up the list. If yours is another question, ask it anyway.
room-words = Your question
room-words-hint = One question, in one or two sentences.
room-name = With your name?
room-unnamed-hint = You can take a question back until it is answered.
room-name-mine = With my name
room-name-mine-hint = Everyone in the room sees it. You get an e-mail when it is answered in writing, merged or declined.
room-name-none = Without a name
room-name-none-hint = Nobody is shown who asked: hosts and moderators see your words and the time. It is kept apart from your account, so no e-mail can come; this browser alone can take it back, and shows what became of it.
room-your-name = Your name
room-your-name-hint = Everyone in the room sees it. Without one, hosts and moderators see only your words and the time.
room-ask-button = Ask
room-ask-anyway = Ask it anyway
room-show-new = Show new questions
room-takes-none = The room takes no more questions.
room-news = New questions:
room-own = Your questions
room-questions = Questions
room-open = To be answered:
room-waiting = Waiting for a moderator:
room-order = Order
room-order-votes = Most votes
room-order-newest = Newest
room-empty = No questions yet
room-empty-next = Ask the first one. It can be asked before the event begins.
room-empty-over = Nobody has asked anything that is shown here.
room-poll-new = The polls have changed: show them
room-open-count = { $open ->
    [0] Every question has its answer.
    [one] One question still needs its answer.
   *[other] { $open } questions still need their answers.
  }
room-rules = Rules of the room
room-rules-moderation = When does a moderator look at a question?
room-rules-moderation-hint = The room says which rule holds.
room-rules-after = After it is shown: anyone sees it at once, and you can hide it
room-rules-before = Before it is shown
room-rules-stream = Where can it be watched?
room-rules-stream-hint = An address that starts with https://. For YouTube and Vimeo the room can load a player when somebody asks for it; for others there is a link.
room-rules-save = Save the rules

question-waiting = Waiting for a moderator
question-open = In the list
question-answering = Being answered now
question-answered-live = Answered in the room
question-answered-in-writing = Answered in writing
question-merged = Goes on with another question
question-declined = Declined
question-withdrawn = Taken back
question-unnamed = Without a name
question-by-former = Somebody who has left
question-votes = Votes:
question-vote = Vote
question-answer = The answer in writing
question-take-back = Take it back
question-take = Answer it now
question-answer-live = It was answered
question-show = Show it
question-hide = Hide it
question-put-back = Put it back
question-reopen = Open it again
question-answer-in-writing = Answer in writing
question-answer-words = The answer
question-answer-hint = Everyone in the room sees it. Whoever asked with their name gets it by e-mail, once.
question-answer-button = Send the answer
question-merge = Merge it into another question
question-merge-alike = Merge it: others ask nearly the same
question-merge-into = The question that goes on
question-merge-hint = It gets the votes of both. Whoever asked with their name is told.
question-merge-button = Merge
question-merged-into = Goes on with:
question-alike = Nearly the same:
question-decline = Decline it
question-decline-words = Why?
question-decline-hint = Whoever asked sees it, and nobody else but those who look after the questions.
question-decline-button = Decline

question-refusal-not-now = Somebody else was faster, or the page was old: the question stands elsewhere now. Go back and look again.
question-refusal-already-done = That has been done already.
question-refusal-already-answered = It has its answer. Open it again first.
question-refusal-being-answered = It is being answered at this moment.
question-refusal-moderator-decides = Only those who look after the questions decide that.
question-refusal-asker-decides = Only whoever asked can take it back.
question-refusal-no-more = The room takes no more questions.
question-refusal-not-live = The event is not on.
question-refusal-reason-needed = Say why.
question-refusal-answer-needed = Write the answer.
question-refusal-not-into-that = Choose a question that is open or has its answer.

moderation-title = Look after the questions: { $event }
moderation-undecided = To be answered
moderation-decided = Done
moderation-polls = Polls
moderation-empty = Nothing waits
moderation-empty-next = Questions come here as people ask them.
moderation-news = New in the list:

poll-new = A quick poll
poll-question = What do you want to know?
poll-choices = Answers to choose from
poll-choices-hint = Two to six, one in each line.
poll-shows = When are the results shown?
poll-shows-hint = As bars, with how many answered. Fewer than five answers are never shown, and never who answered what.
poll-shows-closed = When you close it
poll-shows-live = While people answer
poll-open-now = Open it now
poll-keep = Keep it for later
poll-open = Open
poll-draft = Not opened yet
poll-closed = Closed
poll-open-button = Open
poll-close = Close
poll-answer = Send my answer
poll-answer-again = Change my answer
poll-counted = Your answer is counted.
poll-answers = Answers:
poll-result = { $count } / { $answers }, { $share }%
poll-note-few = Fewer than five people answered, so no results are shown.
poll-note-when-closed = The results are shown when it is closed, from five answers on.
poll-note-live = The results are shown from five answers on.
poll-note-draft-when-closed = The results will be shown when you close it.
poll-note-draft-live = The results will be shown while people answer.
poll-note-closed = It is closed.

flash-question-asked = Your question is in the room.
flash-question-waits = Your question waits for a moderator. You find it under “Your questions”.
flash-question-taken-back = The question is taken back.
flash-poll-choose = Choose an answer first.
flash-poll-answered = Your answer is counted.
flash-question-shown = Everyone in the room sees it now.
flash-question-hidden = Only you and whoever asked see it now.
flash-question-taken = It is being answered now.
flash-question-put-back = It is back in the list.
flash-question-answered-live = It is marked as answered in the room.
flash-question-answered = The answer is in the room.
flash-question-merged = It goes on with the other question.
flash-question-declined = It is declined. Whoever asked sees why.
flash-question-reopened = It is open again.
flash-room-rules = The rules are saved.
flash-poll-opened = People can answer now.
flash-poll-kept = The poll is kept. Open it when it is time.
flash-poll-closed = The poll is closed.

event-room-title = Questions and polls
event-room-ask = Ask a question
event-room-go = Go to the room
event-room-see = See the questions
event-room-moderate = Look after the questions
event-room-open = { $open ->
    [one] One question still needs its answer.
   *[other] { $open } questions still need their answers.
  }
event-room-done = { $asked ->
    [one] One question was asked, and has its answer.
   *[other] { $asked } questions were asked, and none is without an answer.
  }

letter-question-answered-subject = Your question is answered: { $event }
letter-question-answered-opening = You asked something at “{ $event }”. Here is the answer.
letter-question-declined-subject = About your question: { $event }
letter-question-declined-opening = You asked something at “{ $event }”. It will not be answered, for the reason below.
letter-question-merged-subject = About your question: { $event }
letter-question-merged-opening = You asked something at “{ $event }”. Somebody asks nearly the same, and your question goes on with theirs.
letter-question-answer = The answer
letter-question-reason = Why
letter-question-with = The question that goes on
letter-question-button = Go to the room
letter-question-why = You get this because you asked with your name.
