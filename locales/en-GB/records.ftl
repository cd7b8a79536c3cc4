# The record of an event.
event-record-care = The record
event-record-due = The event is over. Its record is not published yet.
event-record-write = Write the record

record-crumb = Record
record-page-title = The record of “{ $event }”
record-edit = Edit the record
record-draft-notice = This is a draft. Only those who run the event see it.
record-summary = Summary
record-recording-title = Recording
record-captions = Captions
record-link-open = Open the recording
record-description = What the recording shows, in words
record-chapters = Chapters
record-transcript = Transcript
record-transcript-read = Read the transcript
record-find = Find in the transcript
record-found = { $count ->
    [0] “{ $words }” is not in the transcript.
    [one] “{ $words }” is said here:
   *[other] “{ $words }” is said in { $count } places:
}
record-play-from = Play from
record-questions = Questions and answers
record-answered-live = Answered in the event.

record-edit-title = The record of “{ $event }”
record-draft = It is not published. Only those who run the event see it.
record-due = It is not published. Please publish it by { $date }, while people remember.
record-published-on = Published on { $date }. Changes show at once.
record-taken-down = It was taken down. Only those who run the event see it.
record-look = See it as readers do
record-recording = { $name }, { $megabytes } MB
record-remove = Take the recording off
record-remove-sure = Its bytes are removed and cannot be brought back.
record-unfinished = { $name }: { $received } of { $megabytes } MB have come. Choose the same file again to go on from there. What is not finished within a day is removed.
record-give-up = Give it up
record-file = Recording
record-upload-hint = MP4, WebM, or sound as M4A, MP3 or Ogg. With scripts it is sent in pieces, and up to { $gigabytes } GB long; without, up to { $megabytes } MB. If it is kept elsewhere, give its link below instead.
record-upload = Upload
record-replace = Upload another instead
record-progress = Sent
record-sending = Sending: %
record-waiting = The line is down. Trying again.
record-lost = The upload has stopped. Choose the same file and press the button again: it goes on where it ended.
record-has-captions = There are captions.
record-captions-see = See them
record-captions-file = Captions
record-captions-hint = WebVTT or SubRip, as your meeting tool writes them. Read them through first: names are often wrong. The transcript is made from them, and search finds what is said.
record-captions-add = Add captions
record-words = In words
record-summary-hint = What was said and what follows from it, for those who were not there.
record-link = Link to the recording
record-link-hint = If it is kept elsewhere. Whoever may see the event gets this link: make sure that they can open it.
record-unspoken = Does the recording show something that is not spoken?
record-unspoken-hint = Such as a demonstration without words, or a diagram that nobody describes.
record-unspoken-no = No, whoever only listens misses nothing
record-unspoken-yes = Yes, and it is described below
record-description-hint = For those who do not see it. Needed if something is shown that is not spoken.
record-chapters-hint = One line each, with the time first: 12:05 What we found
record-begins-after = Minutes from the start of the event to the start of the recording
record-begins-after-hint = 0 if they start together. Questions are then shown with their time in the recording.
record-review-by = Look at this again by
record-review-by-hint = You are reminded on your page of events.
record-save = Save
record-publish = Publish the record
record-publish-how = Whoever may see the event then sees its record there. What is said in it is found by search.
record-missing = Still needed:
record-missing-summary = a summary
record-missing-captions = captions of the recording
record-missing-answer = the answer to whether the recording shows something that is not spoken
record-missing-description = what the recording shows, in words
record-too-early = You can publish it once the event is over.
record-not-agreed = { $count ->
    [one] One of the speakers has not agreed to being recorded. Ask them before you publish.
   *[other] { $count } of the speakers have not agreed to being recorded. Ask them before you publish.
}
record-is-published = The record is on the event’s page.
record-take-down = Take the record down
record-take-down-sure = Nobody but those who run the event sees it then, and search does not find it. You can publish it again.
record-take-down-reason = Why it is taken down

record-fault-no-recording = Choose a file
record-fault-not-a-recording = This is no recording that browsers can play. Use MP4, WebM, M4A, MP3 or Ogg
record-fault-recording-too-large = This recording is too long. Give a link instead
record-fault-no-captions = Add captions: choose a WebVTT or SubRip file
record-fault-captions-not-text = This is no text in UTF-8. Save the captions as WebVTT and try again
record-fault-answer = Answer this question
caption-fault-line = Line { $line }: { $fault }
caption-fault-not-captions = these are no captions. A WebVTT file begins with WEBVTT
caption-fault-too-long = there is more here than can be taken
caption-fault-no-cues = there are no captions in it
caption-fault-bad-timing = this is not a time as it has to be written
caption-fault-beyond-59 = minutes and seconds end at 59
caption-fault-ends-before-start = this caption ends before it starts
caption-fault-out-of-order = this starts before what stands above it
caption-fault-stray-text = this text has no time. Often an empty line above it is too many

flash-captions-added = The captions are added.
flash-recording-added = The recording is here.
flash-recording-removed = The recording is taken off.
flash-record-published = The record is published.
flash-record-taken-down = The record is taken down.
