//! A survey of the programme, asked once a year. Nobody answered it: the answers belong to no person of the programme,
//! and their shares resemble those of a published record.

use copia_domain::{surveys::Agreement, value::ValueType};

use crate::dice::Dice;

/// A statement, with the share of those who agree in each wave, in per cent.
pub struct Statement {
    /// What it is known by.
    pub key: &'static str,
    /// The wording.
    pub wording: &'static str,
    /// What kind of value it speaks of.
    pub value_type: Option<ValueType>,
    agree: [u32; 4],
}

const fn statement(
    key: &'static str,
    value_type: Option<ValueType>,
    agree: [u32; 4],
    wording: &'static str,
) -> Statement {
    Statement { key, wording, value_type, agree }
}

/// The survey's title.
pub const TITLE: &str = "What taking part is worth";
/// What is said before the first question.
pub const INTRODUCTION: &str =
    "Nine statements and three questions, about four minutes. What you say decides what the programme does next year.";
/// The statements.
pub const STATEMENTS: [Statement; 9] = [
    statement(
        "met-colleagues",
        Some(ValueType::Potential),
        [85, 89, 92, 91],
        "I have met useful colleagues I would not otherwise have met.",
    ),
    statement(
        "communication",
        Some(ValueType::Realised),
        [82, 87, 90, 90],
        "It improves communication between areas of the university.",
    ),
    statement("learned", Some(ValueType::Potential), [80, 83, 84, 85], "I have learned something relevant to my role."),
    statement("used", Some(ValueType::Applied), [68, 75, 79, 80], "I have used something from here in my work."),
    statement("belonging", None, [84, 86, 89, 88], "It increases my sense of belonging here."),
    statement(
        "better-place",
        Some(ValueType::Transformative),
        [83, 86, 88, 87],
        "It makes this a better place to work.",
    ),
    statement("team-benefited", Some(ValueType::Realised), [76, 80, 83, 82], "My team has benefited."),
    statement(
        "area-improved",
        Some(ValueType::Realised),
        [72, 77, 80, 81],
        "Taking part has improved how this area of work is done.",
    ),
    statement("organisation-benefited", Some(ValueType::Realised), [79, 82, 84, 84], "The organisation has benefited."),
];

/// A question with choices.
pub const SINCE: &str = "For how long have you taken part?";
/// Its choices.
pub const SINCE_CHOICES: [&str; 3] = ["Less than a year", "One to three years", "Longer"];
/// Asked of those who used something.
pub const USED_WHAT: &str = "What did you use?";
/// Asked of everybody.
pub const CHANGE: &str = "What is one thing that we should change?";

/// A report on a survey that another organisation asked.
pub const REPORT: &str = "What staff say of communities of practice";
/// Who published it.
pub const PUBLISHER: &str = "The Fictional Institute for Shared Services";
/// What it says, as it is typed: the number of answers stands there for some of it.
pub const FIGURES: [&str; 4] = [
    "I have used something I learned in a community.; 79%; 212; applied",
    "A community has saved me time.; 61%; 212; realised",
    "I know whom to ask.; 171 of 208; potential",
    "My manager sees what communities are worth.; 54%; strategic",
];

/// The title of a survey that is being built.
pub const DRAFT: &str = "Time and ways of taking part";
/// A question of which several choices can be ticked.
pub const WAYS_ASKED: &str = "How do you take part?";
/// Its choices.
pub const WAYS: [&str; 4] = ["I come to sessions", "I read what is shared", "I ask or answer", "I help to run it"];
/// A question for a number.
pub const HOURS: &str = "How many hours a month do you spend on it?";

const USED: [&str; 6] = [
    "A checklist for a first meeting, which we now use for every project.",
    "The way another team writes to applicants.",
    "A template for a report that I would have made from nothing.",
    "A query that somebody showed at a lunchtime session.",
    "The habit of asking what a form is for before we add a field.",
    "A way to describe our service on one page.",
];
const CHANGES: [&str; 6] = [
    "Meet at another time of day now and then.",
    "Keep the notes where newcomers find them.",
    "Fewer messages, and one digest a month.",
    "Say what became of our suggestions.",
    "Invite people who have just started.",
    "Shorter sessions, with time to talk.",
];

/// What comments speak of, with those that do.
pub const THEMES: [(&str, &[&str]); 5] = [
    (
        "Less, and in one place",
        &["Keep the notes where newcomers find them.", "Fewer messages, and one digest a month."],
    ),
    ("Newcomers", &["Keep the notes where newcomers find them.", "Invite people who have just started."]),
    ("Time", &["Meet at another time of day now and then.", "Shorter sessions, with time to talk."]),
    ("What becomes of suggestions", &["Say what became of our suggestions."]),
    (
        "Templates and checklists",
        &[
            "A checklist for a first meeting, which we now use for every project.",
            "A template for a report that I would have made from nothing.",
        ],
    ),
];
/// Comments that may be shown.
pub const SHOWN: [&str; 2] =
    ["Say what became of our suggestions.", "A checklist for a first meeting, which we now use for every project."];

/// What somebody answers.
pub struct Answers {
    /// To each statement; nothing for who left it out.
    pub statements: Vec<Option<Agreement>>,
    /// Which choice of [`SINCE_CHOICES`].
    pub since: usize,
    /// What they used.
    pub used: Option<&'static str>,
    /// What to change.
    pub change: Option<&'static str>,
}

/// A wave: when it was, by what share of those asked it was answered, and what followed.
pub struct Wave {
    /// Days before the day of the demonstration on which it opened.
    pub days_ago: i64,
    /// How many of a thousand of those who are asked have answered.
    pub answered: u32,
    /// What followed from it.
    pub outcome: Option<&'static str>,
}

/// The waves, the last of which is open.
pub const WAVES: [Wave; 4] = [
    Wave {
        days_ago: 760,
        answered: 560,
        outcome: Some(
            "You said that the notes of sessions are hard to find. Each session has a page of its own now, with its notes.",
        ),
    },
    Wave {
        days_ago: 395,
        answered: 600,
        outcome: Some(
            "You said that lunchtime does not suit everybody. One session in four is held in the morning since January.",
        ),
    },
    Wave {
        days_ago: 60,
        answered: 660,
        outcome: Some(
            "You asked for fewer messages. Leads write at most once a fortnight, and there is one digest a month.",
        ),
    },
    Wave { days_ago: 5, answered: 300, outcome: None },
];

/// The title of a wave that opened in a month.
pub fn title(year: i16, month: i8) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = usize::try_from(month - 1).ok().and_then(|place| MONTHS.get(place)).unwrap_or(&"");
    format!("{name} {year}")
}

/// What one person answers in a wave, by its place. The same number gives the same answers.
pub fn answers(seed: u64, wave: usize) -> Answers {
    let mut dice = Dice::new(seed);
    let one = |dice: &mut Dice, statement: &Statement| {
        if dice.chance(25) {
            return None;
        }
        let agree = statement.agree.get(wave).copied().unwrap_or(80);
        Some(if dice.chance(30) {
            Agreement::NotApplicable
        } else if dice.chance(agree * 10) {
            if dice.chance(480) { Agreement::StronglyAgree } else { Agreement::Agree }
        } else if dice.chance(620) {
            Agreement::Neither
        } else if dice.chance(760) {
            Agreement::Disagree
        } else {
            Agreement::StronglyDisagree
        })
    };
    let statements: Vec<Option<Agreement>> = STATEMENTS.iter().map(|statement| one(&mut dice, statement)).collect();
    let has_used = matches!(statements.get(3), Some(Some(Agreement::Agree)));
    Answers {
        since: dice.weighted(&[30, 45, 25]).unwrap_or(0),
        used: (has_used && dice.chance(500)).then(|| dice.pick(&USED)),
        change: dice.chance(350).then(|| dice.pick(&CHANGES)),
        statements,
    }
}
