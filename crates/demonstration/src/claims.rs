//! What the fictional university claims that its programme has achieved, and what people let it quote. Whatever stands
//! behind it is as fictional as the university.

use copia_domain::{
    claims::{ClaimState, Level, Measure, Strength},
    counters::Counter,
    quotes::{Attribution, QuoteState},
    value::ValueType,
};

/// The headings of the page, in order.
pub const THEMES: [&str; 4] = [
    "Bring people together",
    "Help you learn new skills",
    "Make the university a better place to work",
    "Improve how things work",
];

/// What stands behind a claim.
#[derive(Debug, Clone, Copy)]
pub enum Behind {
    /// A counter of the site.
    Counter(Counter),
    /// One of the events that are over, by its place among them.
    Event(usize),
    /// What those who answered a wave of the survey agreed to: the wave's place, and the statement.
    Survey(usize, &'static str),
    /// The story with this number.
    Story(usize),
    /// What was found of an indicator: the place of the community, of the indicator, and of the finding.
    Measurement(usize, usize, usize),
    /// Something elsewhere, with the figure it gives and the number of answers that rests on.
    External(&'static str, Option<i64>, Option<i64>),
}

/// A claim.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// The sentence; of a figure, what it is of.
    pub statement: &'static str,
    /// What its value is.
    pub measure: Measure,
    /// The figure; `None` for a sentence, and where it is read anew.
    pub value: Option<i64>,
    /// Months before the day of the demonstration for which it holds; `None` where it is read anew.
    pub months_ago: Option<i64>,
    /// The heading, by its place.
    pub theme: usize,
    /// At what level it speaks.
    pub level: Option<Level>,
    /// What kind of value it speaks of.
    pub value_type: Option<ValueType>,
    /// How it is known.
    pub strength: Strength,
    /// With what a measurement was compared.
    pub comparison: Option<&'static str>,
    /// Where it stands.
    pub state: ClaimState,
    /// Days ago on which it was approved.
    pub approved_days_ago: i64,
    /// Days until it has to be looked at again.
    pub review_days: i64,
    /// The community that it is about, by its place.
    pub community: Option<u16>,
    /// The service area that it is about, by its place.
    pub area: Option<usize>,
    /// What stands behind it.
    pub behind: &'static [Behind],
    /// The place of the claim in this list that it corrects, and what was wrong with that.
    pub corrects: Option<(usize, &'static str)>,
}

const SENTENCE: Claim = Claim {
    statement: "",
    measure: Measure::Statement,
    value: None,
    months_ago: Some(4),
    theme: 0,
    level: None,
    value_type: None,
    strength: Strength::Reported,
    comparison: None,
    state: ClaimState::Approved,
    approved_days_ago: 60,
    review_days: 300,
    community: None,
    area: None,
    behind: &[],
    corrects: None,
};

/// The claims: of each strength, and in each state.
pub const CLAIMS: &[Claim] = &[
    Claim {
        statement: "of those who answered had met colleagues whom they would not otherwise have met",
        measure: Measure::PercentAgree,
        theme: 0,
        level: Some(Level::Individual),
        value_type: Some(ValueType::Potential),
        state: ClaimState::Corrected,
        approved_days_ago: 366,
        behind: &[Behind::Survey(1, "met-colleagues")],
        ..SENTENCE
    },
    Claim {
        statement: "of those who answered have met colleagues whom they would not otherwise have met",
        measure: Measure::PercentAgree,
        theme: 0,
        level: Some(Level::Individual),
        value_type: Some(ValueType::Potential),
        behind: &[Behind::Survey(2, "met-colleagues")],
        corrects: Some((0, "People were asked again a year later. What they said then stands here.")),
        ..SENTENCE
    },
    Claim {
        statement: "events at which somebody was present have been held",
        measure: Measure::Count,
        months_ago: None,
        theme: 0,
        level: Some(Level::Organisation),
        value_type: Some(ValueType::Immediate),
        strength: Strength::Observed,
        behind: &[Behind::Counter(Counter::EventsHeld)],
        ..SENTENCE
    },
    Claim {
        statement: "Members helped nine teams to begin with one accessible template for slides",
        theme: 1,
        level: Some(Level::Team),
        value_type: Some(ValueType::Applied),
        strength: Strength::Corroborated,
        behind: &[
            Behind::External("The list of teams that asked for the template, kept by its authors", Some(9), None),
            Behind::Event(0),
        ],
        ..SENTENCE
    },
    Claim {
        statement: "of those who answered have used something from their community in their work",
        measure: Measure::PercentAgree,
        value: Some(78),
        theme: 1,
        level: Some(Level::Individual),
        value_type: Some(ValueType::Applied),
        behind: &[Behind::External("Questions asked on paper at the summer gathering", Some(78), Some(209))],
        ..SENTENCE
    },
    Claim {
        statement: "of those who answered say that taking part makes the university a better place to work",
        measure: Measure::PercentAgree,
        theme: 2,
        level: Some(Level::Individual),
        value_type: Some(ValueType::Transformative),
        strength: Strength::Corroborated,
        behind: &[
            Behind::Survey(2, "better-place"),
            Behind::External("What the university's own survey of its staff found among members", None, None),
        ],
        ..SENTENCE
    },
    Claim {
        statement: "Newcomers say that a community helped them to find their feet in their first weeks",
        theme: 2,
        level: Some(Level::Individual),
        value_type: Some(ValueType::Orienting),
        months_ago: Some(13),
        approved_days_ago: 370,
        review_days: 20,
        behind: &[Behind::External("Notes of talks with eleven people who began in the last year", None, None)],
        ..SENTENCE
    },
    Claim {
        statement: "A shared checklist reduced the forms that were sent back to departments by a third",
        theme: 3,
        level: Some(Level::Organisation),
        value_type: Some(ValueType::Realised),
        strength: Strength::Measured,
        comparison: Some("The same four departments in the same months of the year before"),
        months_ago: Some(14),
        approved_days_ago: 380,
        behind: &[
            Behind::External("The counts that the finance office keeps of forms sent back", Some(33), None),
            Behind::External("A letter from the head of the finance office", None, None),
        ],
        ..SENTENCE
    },
    Claim {
        statement: "Members helped to bring five guides to booking rooms into one",
        theme: 3,
        value_type: Some(ValueType::Applied),
        state: ClaimState::Corrected,
        months_ago: Some(14),
        approved_days_ago: 380,
        behind: &[Behind::External("The five guides, and the one that took their place", Some(5), None)],
        ..SENTENCE
    },
    Claim {
        statement: "Members helped to bring four guides to booking rooms into one",
        theme: 3,
        value_type: Some(ValueType::Applied),
        behind: &[Behind::External("The four guides, and the one that took their place", Some(4), None)],
        corrects: Some((8, "One of the five guides was an earlier version of another.")),
        ..SENTENCE
    },
    Claim {
        statement: "Since departments share one form, the sign-off of an event takes seven working days instead of nine",
        theme: 3,
        level: Some(Level::PracticeArea),
        value_type: Some(ValueType::Realised),
        strength: Strength::Measured,
        comparison: Some("The median of the term before, from the same log"),
        behind: &[Behind::Measurement(0, 3, 0), Behind::Measurement(0, 3, 1), Behind::Story(0)],
        ..SENTENCE
    },
    Claim {
        statement: "Somebody told of a costly mistake, and colleagues elsewhere caught the same one in time",
        theme: 1,
        level: Some(Level::Team),
        value_type: Some(ValueType::Realised),
        strength: Strength::Corroborated,
        behind: &[Behind::Story(6)],
        ..SENTENCE
    },
    Claim {
        statement: "Members helped each other with the move to the new reporting tool",
        theme: 1,
        level: Some(Level::PracticeArea),
        value_type: Some(ValueType::Applied),
        strength: Strength::Observed,
        community: Some(0),
        behind: &[Behind::Event(1), Behind::Event(2)],
        ..SENTENCE
    },
    Claim {
        statement: "Two communities share one calendar of training, so that nothing is offered twice on a day",
        theme: 3,
        level: Some(Level::PracticeArea),
        value_type: Some(ValueType::Enabling),
        area: Some(0),
        behind: &[Behind::External("The calendar of training, looked at in each of three months", None, None)],
        ..SENTENCE
    },
    Claim {
        statement: "The forum improved first-time answers",
        theme: 3,
        value_type: Some(ValueType::Realised),
        state: ClaimState::Submitted,
        behind: &[Behind::External("What two managers said at a meeting", None, None)],
        ..SENTENCE
    },
    Claim {
        statement: "People stay longer in their posts",
        theme: 2,
        value_type: Some(ValueType::Transformative),
        state: ClaimState::Draft,
        ..SENTENCE
    },
    Claim {
        statement: "The programme helped to win an award of the sector",
        theme: 2,
        state: ClaimState::Withdrawn,
        months_ago: Some(14),
        approved_days_ago: 375,
        behind: &[Behind::External("The list of those who were named for the award", None, None)],
        ..SENTENCE
    },
];

/// A quote.
#[derive(Debug, Clone, Copy)]
pub struct Quote {
    /// The words; nothing where they were taken back.
    pub body: &'static str,
    /// Where they were said; nothing where they were taken back.
    pub said_at: &'static str,
    /// The heading, by its place.
    pub theme: usize,
    /// Where it stands.
    pub state: QuoteState,
    /// Where it may stand.
    pub scopes: &'static str,
    /// How the person is named.
    pub attribution: Option<Attribution>,
    /// Days ago on which the person answered.
    pub days_ago: i64,
}

/// The quotes.
pub const QUOTES: &[Quote] = &[
    Quote {
        body: "I sat alone with this for two years, and now I have five people to ask.",
        said_at: "At the summer gathering",
        theme: 0,
        state: QuoteState::Given,
        scopes: "community organisation public print",
        attribution: Some(Attribution::NameAndRole),
        days_ago: 60,
    },
    Quote {
        body: "I tried it the next morning, and it worked.",
        said_at: "After a session on charts",
        theme: 1,
        state: QuoteState::Given,
        scopes: "organisation public",
        attribution: Some(Attribution::Anonymous),
        days_ago: 60,
    },
    Quote {
        body: "It is the one hour in the week in which I do not have to pretend to know.",
        said_at: "In a talk with the programme team",
        theme: 2,
        state: QuoteState::Given,
        scopes: "public press",
        attribution: Some(Attribution::RoleAndArea),
        days_ago: 60,
    },
    Quote {
        body: "We stopped sending each other the same form back and forth.",
        said_at: "At a meeting of finance leads",
        theme: 3,
        state: QuoteState::Asked,
        scopes: "",
        attribution: None,
        days_ago: 60,
    },
    Quote {
        body: "",
        said_at: "",
        theme: 3,
        state: QuoteState::Withdrawn,
        scopes: "",
        attribution: None,
        days_ago: 370,
    },
];
