//! What is said at events: short talks, each in three parts, that fit any of them.

/// A talk.
pub(crate) struct Talk {
    /// What to take from it.
    pub(crate) points: [&'static str; 3],
    /// What follows from it.
    pub(crate) next: &'static str,
    /// Each part: its title and its sentences. `{title}` stands for what the event is called.
    pub(crate) parts: [(&'static str, &'static [&'static str]); 3],
    /// What the recording shows and nobody says.
    pub(crate) shown: Option<&'static str>,
}

pub(crate) const TALKS: [Talk; 5] = [
    Talk {
        points: [
            "Begin with one team and one term, and write down what it was like before.",
            "Whoever keeps the list has to be named on the list.",
            "What nobody has used for a year can go.",
        ],
        next: "The two templates are with the slides. Who tries one of them tells us in a month how it went.",
        parts: [
            (
                "Why we began",
                &[
                    "Welcome, everybody, to {title}.",
                    "A year ago we kept the same list in five places, and no two of them agreed.",
                    "We counted: eleven hours a month went into comparing them.",
                ],
            ),
            (
                "What we tried",
                &[
                    "We took one team and one term, and nothing else.",
                    "The first attempt failed, because nobody owned the list.",
                    "The second one had a name at the top, and it is still in use.",
                    "In the end the comparing took forty minutes a month.",
                ],
            ),
            (
                "Questions",
                &[
                    "Somebody asked whether this works for small teams.",
                    "It does, and there it is even quicker: two people can agree in the corridor.",
                ],
            ),
        ],
        shown: None,
    },
    Talk {
        points: [
            "Ask what a page is for before asking how it looks.",
            "One question to a page; the rest goes into an appendix.",
            "Read it aloud. Where you stumble, others stop.",
        ],
        next: "Next time we look at two pages that you bring.",
        parts: [
            (
                "Three pages, before",
                &[
                    "Thank you for coming to {title}.",
                    "I have brought three pages, and I ask you to find the sentence that matters.",
                    "Nobody found it in less than a minute, and I wrote them.",
                ],
            ),
            (
                "The same pages, after",
                &[
                    "Here the sentence that matters is the first one.",
                    "Everything that answers another question has moved to the back.",
                    "The page is half as long, and nobody has missed the other half.",
                ],
            ),
            (
                "Try it yourselves",
                &[
                    "Take the page of your neighbour and read it aloud.",
                    "Where they stumble, put a mark, and that is where you begin.",
                ],
            ),
        ],
        shown: Some(
            "Each page stands on the screen twice: before, with three columns of small print and a table; after, with one heading, one sentence in large letters and four lines below it. While pairs work, the picture shows the empty lectern.",
        ),
    },
    Talk {
        points: [
            "Agree what the words mean before comparing the numbers.",
            "A number without its date is a rumour.",
            "Say what you do not know, and by when you will.",
        ],
        next: "The book of definitions has a page for what was agreed.",
        parts: [
            (
                "Four answers to one question",
                &[
                    "Good afternoon, and welcome to {title}.",
                    "We asked four offices the same question on the same morning.",
                    "We got four answers, and every one of them was right.",
                ],
            ),
            (
                "How they were all right",
                &[
                    "One counted people, one counted enrolments, and one counted on another day.",
                    "The fourth had left out everybody who was on placement.",
                    "So now each figure says what was counted, and when.",
                ],
            ),
            (
                "What we agreed",
                &[
                    "A figure goes out with its definition, or it does not go out.",
                    "If you need an exception, write the reason beside it.",
                ],
            ),
        ],
        shown: None,
    },
    Talk {
        points: [
            "Walk the way yourself, at the time at which others walk it.",
            "Ask somebody who is there for the first time.",
            "Mend the smallest thing on the same day.",
        ],
        next: "The checklist is with the slides. Add to it what we forgot.",
        parts: [
            (
                "A walk",
                &[
                    "Hello, and thank you for joining {title}.",
                    "We went the whole way from the first letter to the last signature.",
                    "It took nine steps, and three of them were only there to undo the one before.",
                ],
            ),
            (
                "What was in the way",
                &[
                    "The form asked for a number that people get after sending the form.",
                    "The helpdesk knew it, and had a workaround pinned to the wall.",
                    "We moved one field to another page, and half the calls stopped.",
                ],
            ),
            (
                "Your turn",
                &[
                    "Which of your steps is only there to undo another one?",
                    "Write it down now, and ask whoever invented it.",
                ],
            ),
        ],
        shown: None,
    },
    Talk {
        points: [
            "Decide who decides before there is something to decide.",
            "Short meetings need long preparation, by one person.",
            "Whatever is not written down was not agreed.",
        ],
        next: "We try the one-page agenda until the end of term, and then look at it again.",
        parts: [
            (
                "Where the time went",
                &[
                    "Welcome to {title}.",
                    "We looked at a month of meetings and marked every minute that led to a decision.",
                    "It was nineteen minutes, out of fourteen hours.",
                ],
            ),
            (
                "One page",
                &[
                    "So the agenda is one page, and every line ends with a question.",
                    "Beside each question stands who answers it.",
                    "If they are ill, the line waits; the rest of us go back to work.",
                ],
            ),
            (
                "Questions",
                &[
                    "What about things that only need to be known?",
                    "They go into the letter on Friday, and nobody reads them out.",
                ],
            ),
        ],
        shown: None,
    },
];
