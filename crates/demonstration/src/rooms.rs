//! What was asked in the rooms of events. Nobody asked it: questions without a name belong to no person of the programme.

use copia_domain::questions::State;

/// A question in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// What is asked.
    pub words: &'static str,
    /// The name that a visitor gave; empty for none.
    pub name: &'static str,
    /// When, in minutes from the start of the event; below nought where it was asked beforehand.
    pub minute: i64,
    /// How many people voted for it.
    pub votes: u8,
    /// Where it stands.
    pub state: State,
    /// The answer in writing, or the reason for declining; else empty.
    pub said: &'static str,
}

/// A poll in a room, and how many gave each answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Poll {
    /// What is asked.
    pub question: &'static str,
    /// What one can answer, and how many did.
    pub choices: &'static [(&'static str, u8)],
}

/// What was asked in the room of an event with this title.
pub fn of(title: &str) -> (&'static [Asked], Option<Poll>) {
    match title {
        "Questions before the day begins" => (LIVE, Some(POLL)),
        "Captions without tears" => (AHEAD, None),
        "One form for returns" => (OVER, None),
        _ => (&[], None),
    }
}

const PLAIN: Asked = Asked { words: "", name: "", minute: 0, votes: 0, state: State::Open, said: "" };

const POLL: Poll = Poll {
    question: "Where do most of your students stop watching?",
    choices: &[("In the first two minutes", 9), ("Somewhere in the middle", 14), ("They watch to the end", 4)],
};

const LIVE: &[Asked] = &[
    Asked {
        words: "May I use last year’s recording if the room has changed?",
        minute: -900,
        votes: 4,
        state: State::AnsweredLive,
        ..PLAIN
    },
    Asked {
        words: "How long does it take until the captions of a lecture have been corrected?",
        minute: 2,
        votes: 11,
        state: State::Answering,
        ..PLAIN
    },
    Asked { words: "Can students send a question before the lecture, without a name?", minute: 4, votes: 7, ..PLAIN },
    Asked {
        words: "Is there a template for the first week that says where everything is?",
        name: "A new lecturer",
        minute: 6,
        votes: 5,
        ..PLAIN
    },
    Asked { words: "Who decides which quiz tool we may use?", minute: 7, votes: 2, ..PLAIN },
    Asked {
        words: "Where is the list of rooms with two screens?",
        minute: 5,
        votes: 3,
        state: State::AnsweredInWriting,
        said: "On the rooms page, under “What each room has”. It was checked in the first week of term.",
        ..PLAIN
    },
    Asked {
        words: "Why is the coffee in the annexe so bad?",
        minute: 8,
        votes: 1,
        state: State::Declined,
        said: "We would love to know too, and cannot answer it here.",
        ..PLAIN
    },
];

const AHEAD: &[Asked] = &[
    Asked { words: "Does the tool know the names of our own buildings?", minute: -7_000, votes: 3, ..PLAIN },
    Asked {
        words: "What about talks in two languages?",
        minute: -4_000,
        votes: 1,
        state: State::AnsweredInWriting,
        said: "Make two files, one for each language, and name the language of each. We will show it.",
        ..PLAIN
    },
];

const OVER: &[Asked] = &[
    Asked {
        words: "What do I do with returns that I have begun on the old form?",
        minute: 21,
        votes: 9,
        state: State::AnsweredLive,
        ..PLAIN
    },
    Asked {
        words: "Will the fields that nobody used come back when the rules change?",
        minute: 27,
        votes: 6,
        state: State::AnsweredInWriting,
        said: "Only with a sentence beside each that says who reads it.",
        ..PLAIN
    },
    Asked { words: "Can finance see the draft before I send it?", minute: 34, votes: 2, state: State::Open, ..PLAIN },
];
