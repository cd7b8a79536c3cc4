//! What the fictional university's communities hope for, measure and tell. Nobody has lived through any of it.

use copia_domain::value::{
    ValueType,
    indicators::{Automatic, Direction, Kind},
    stories::{Audience, Naming, State, StepState, Word},
};

/// A community with the thing that its people share.
pub const PLACES: [(&str, &str); 16] = [
    ("events-management", "risk-assessment form"),
    ("student-recruitment", "open-day checklist"),
    ("internal-communications", "calendar of messages"),
    ("digital-communications", "guide to plain pages"),
    ("hr-generalists", "starter pack"),
    ("recruitment", "interview guide"),
    ("data-and-insight", "list of definitions"),
    ("project-and-programme-management", "one-page plan"),
    ("widening-participation", "mentors’ handbook"),
    ("technical-staff", "equipment register"),
    ("learning-technologists", "course template"),
    ("procurement-and-contract-management", "contract calendar"),
    ("finance-business-partners", "forecast sheet"),
    ("research-administration", "costing checklist"),
    ("service-desk-and-user-support", "set of answers"),
    ("sustainable-campus", "switch-off list"),
];

/// A step: the kind of value, what happened, what became of it, and which of the community's indicators it touches.
pub type Step = (ValueType, &'static str, StepState, Option<usize>);

/// A story. `{thing}` stands for what the community shares.
#[derive(Debug, Clone, Copy)]
pub struct Story {
    /// What it is called.
    pub title: &'static str,
    /// What happened, step by step.
    pub steps: &'static [Step],
    /// What else had a part.
    pub contributors: &'static str,
    /// What would have happened otherwise.
    pub otherwise: &'static str,
}

/// The places of the indicators below.
const WORTH: Option<usize> = Some(0);
const TEAMS: Option<usize> = Some(2);
const DAYS: Option<usize> = Some(3);

use StepState::{DidNotHappen, Happened, HopedFor, Partly};
use ValueType::{Applied, Enabling, Immediate, Orienting, Potential, Realised, Strategic, Transformative};

/// The stories. Four of them are told in each community.
pub const STORIES: [Story; 16] = [
    Story {
        title: "One {thing} for everybody",
        steps: &[
            (Immediate, "Came to a Lunch and Learn; a good, frank discussion.", Happened, WORTH),
            (Potential, "Left with the draft of the {thing} and the name of somebody to ask.", Happened, None),
            (Applied, "Used it the next month and changed one section.", Happened, TEAMS),
            (Realised, "Sign-off took two days, not nine. This was one case.", Partly, DAYS),
            (Enabling, "The community now names who looks after the {thing}.", Happened, None),
            (Transformative, "The central office adopts it as the standard.", HopedFor, None),
        ],
        contributors: "The central office was clearing its backlog in the same months.",
        otherwise: "We would have reused last year’s version.",
    },
    Story {
        title: "The {thing} that we gave up again",
        steps: &[
            (Potential, "Took the {thing} back to my team.", Happened, None),
            (Applied, "We tried it for a term. It asked for more than we knew.", Happened, TEAMS),
            (Realised, "It was to save us an hour a week.", DidNotHappen, DAYS),
        ],
        contributors: "Two people were away that term.",
        otherwise: "We would not have found out what we do not know.",
    },
    Story {
        title: "Somebody to ask",
        steps: &[
            (Immediate, "I said in front of everybody that I did not understand it. Nobody minded.", Happened, WORTH),
            (Orienting, "I know now who does this in three other departments.", Happened, None),
            (Applied, "I rang one of them when we were stuck.", Happened, None),
        ],
        contributors: "My manager let me have the hour.",
        otherwise: "I would have guessed.",
    },
    Story {
        title: "Two departments, one {thing}",
        steps: &[
            (Orienting, "Found out that another department keeps a {thing} too.", Happened, None),
            (Applied, "We put the two together.", Happened, TEAMS),
            (Realised, "Nobody fills in the same thing twice any more.", Happened, DAYS),
        ],
        contributors: "A new system made it possible to share it.",
        otherwise: "There would still be two.",
    },
    Story {
        title: "A meeting that went nowhere",
        steps: &[
            (Immediate, "Came for an answer and heard an hour of slides. It was not worth my time.", Happened, WORTH),
            (Strategic, "Told the sponsor; the next one began with questions.", Happened, None),
        ],
        contributors: "The speaker had been asked the day before.",
        otherwise: "I would have stopped coming.",
    },
    Story {
        title: "What I hope to do with the {thing}",
        steps: &[
            (Immediate, "Saw the {thing} shown step by step.", Happened, WORTH),
            (Applied, "Use it with my team this term.", HopedFor, TEAMS),
            (Realised, "Spend a day less on it each month.", HopedFor, DAYS),
        ],
        contributors: "",
        otherwise: "",
    },
    Story {
        title: "The sponsor asked the right question",
        steps: &[
            (Strategic, "Our sponsor asked what would have to be true for the {thing} to be used.", Happened, None),
            (Enabling, "We got four hours a month for whoever looks after it.", Happened, None),
            (Applied, "Three more teams use it.", Happened, TEAMS),
        ],
        contributors: "The plan for the year was being written anyhow.",
        otherwise: "It would have stayed a good idea.",
    },
    Story {
        title: "From a question to a guide",
        steps: &[
            (Potential, "A question at an event had five different answers.", Happened, None),
            (Enabling, "Two of us wrote the answers down in the {thing}.", Happened, None),
            (Applied, "New colleagues begin with it.", Partly, TEAMS),
        ],
        contributors: "A student helper typed the first version.",
        otherwise: "Everybody would still ask separately.",
    },
    Story {
        title: "I changed how I see my own work",
        steps: &[
            (Potential, "Heard how others do the same job quite differently.", Happened, None),
            (Transformative, "I no longer think that my job is to say no.", Happened, None),
        ],
        contributors: "A course in the same spring.",
        otherwise: "I would have gone on as before.",
    },
    Story {
        title: "A mistake we did not repeat",
        steps: &[
            (Immediate, "Somebody told of a costly mistake.", Happened, WORTH),
            (Applied, "We added a line to our {thing}.", Happened, TEAMS),
            (Realised, "It caught the same mistake in time, once.", Happened, None),
        ],
        contributors: "Audit had named the risk before.",
        otherwise: "We would probably have made it too.",
    },
    Story {
        title: "The newcomer’s first month",
        steps: &[
            (Orienting, "Met twelve people in my first month who do what I do.", Happened, None),
            (Potential, "Got the {thing} on my second day.", Happened, None),
            (Realised, "Did the job alone after six weeks.", Partly, DAYS),
        ],
        contributors: "A very patient colleague.",
        otherwise: "I would have asked the same person everything.",
    },
    Story {
        title: "Why we stopped measuring",
        steps: &[
            (Applied, "We counted every use of the {thing} for a term.", Happened, TEAMS),
            (Enabling, "Nobody looked at the counts. We stopped, and talk instead.", Happened, None),
        ],
        contributors: "",
        otherwise: "We would still be counting.",
    },
    Story {
        title: "An hour back each week",
        steps: &[
            (Potential, "Learned a shorter way at a Lunch and Learn.", Happened, WORTH),
            (Applied, "Wrote it into the {thing} for my team.", Happened, TEAMS),
            (Realised, "About an hour a week less, for four people, as they say.", Happened, DAYS),
        ],
        contributors: "A quieter term than last year.",
        otherwise: "We would have done it the long way.",
    },
    Story {
        title: "The rule that went away",
        steps: &[
            (Applied, "Showed with the {thing} that one signature is never used.", Happened, None),
            (Strategic, "The lead took it to the committee.", Happened, None),
            (Transformative, "The rule was dropped.", Happened, None),
        ],
        contributors: "The committee was looking for rules to drop.",
        otherwise: "We would sign it twice to this day.",
    },
    Story {
        title: "It works, but not for us",
        steps: &[
            (Applied, "Tried the {thing} as others use it.", Happened, TEAMS),
            (Potential, "Understood why our case is different.", Happened, None),
            (Applied, "Made a shorter one for small teams.", Partly, None),
        ],
        contributors: "",
        otherwise: "We would have blamed the others.",
    },
    Story {
        title: "Learning to run a session",
        steps: &[
            (Enabling, "Ran my first session, with the checklist of those before me.", Happened, None),
            (Immediate, "People stayed and talked.", Happened, WORTH),
            (Enabling, "Two others will run one next term.", HopedFor, None),
        ],
        contributors: "The facilitator sat beside me.",
        otherwise: "I would not have dared.",
    },
];

/// An indicator. Of those that the site counts, the rest is known.
#[derive(Debug, Clone, Copy)]
pub struct Indicator {
    /// What is measured; `{thing}` as above.
    pub name: &'static str,
    /// How, exactly.
    pub definition: &'static str,
    /// Where the figures come from.
    pub source: &'static str,
    /// What kind of value it speaks of.
    pub value_type: ValueType,
    /// Effect or contribution.
    pub kind: Kind,
    /// The unit.
    pub unit: &'static str,
    /// Which way is better.
    pub direction: Direction,
    /// Where it stood before, and where it should come.
    pub from_to: (Option<i64>, Option<i64>),
    /// What was found: days ago, the figure, and how many cases it rests on.
    pub found: &'static [(i64, i64, Option<i64>)],
    /// What the site counts for it.
    pub automatic: Option<Automatic>,
}

const COUNTED: Indicator = Indicator {
    name: "",
    definition: "",
    source: "",
    value_type: Immediate,
    kind: Kind::Effect,
    unit: "",
    direction: Direction::Up,
    from_to: (None, None),
    found: &[],
    automatic: None,
};

/// The indicators of each community that measures, in the order in which stories name them.
pub const INDICATORS: [Indicator; 5] = [
    Indicator { name: "Worth people’s time", automatic: Some(Automatic::WorthMyTime), ..COUNTED },
    Indicator { name: "Events held", automatic: Some(Automatic::EventsHeld), ..COUNTED },
    Indicator {
        name: "Teams that use the {thing}",
        definition: "Teams whose head says at the end of a term that they used it at least once.",
        source: "A letter to each head of team",
        value_type: Applied,
        unit: "teams",
        from_to: (Some(2), Some(8)),
        found: &[(300, 2, Some(11)), (200, 3, Some(11)), (100, 5, Some(11)), (20, 6, Some(11))],
        ..COUNTED
    },
    Indicator {
        name: "Days until it is signed off",
        definition: "Working days from handing in to sign-off, the median of the term.",
        source: "The log of the central office",
        value_type: Realised,
        unit: "days",
        direction: Direction::Down,
        from_to: (Some(9), Some(4)),
        found: &[(210, 9, Some(14)), (90, 7, Some(12)), (15, 5, Some(13))],
        ..COUNTED
    },
    Indicator {
        name: "Meetings with the sponsor",
        definition: "Meetings of the lead with the sponsor in the last year.",
        source: "The lead’s diary",
        value_type: Strategic,
        kind: Kind::Contribution,
        unit: "meetings",
        from_to: (Some(1), Some(6)),
        found: &[(180, 2, None), (30, 3, None)],
        ..COUNTED
    },
];

/// How many of the indicators a community has, by its place: some measure everything, some little, some nothing.
pub const fn measured(place: usize) -> usize {
    match place % 4 {
        0 => 5,
        1 => 4,
        2 => 2,
        _ => 0,
    }
}

/// What communities hope for: the kind of value, and aspiration, conditions, risks, mitigations and what is to be measured.
pub const FRAMINGS: [(ValueType, [&str; 5]); 3] = [
    (
        Applied,
        [
            "At least half of the teams use the shared {thing} by July.",
            "The central office has approved it.",
            "Everybody makes a version of their own.",
            "One person looks after it, and says what changes.",
            "Teams that use it, asked each term.",
        ],
    ),
    (
        Immediate,
        [
            "People leave an event saying that it was worth their time.",
            "There is time for questions.",
            "The same few always speak.",
            "Begin with a question in pairs.",
            "What people say after each event.",
        ],
    ),
    (
        Strategic,
        [
            "The sponsor knows what we need, and what came of it.",
            "We meet every six weeks.",
            "A change of sponsor.",
            "A page that a new sponsor can read in five minutes.",
            "Meetings, and what was decided in them.",
        ],
    ),
];

/// Where the story with a number stands, who may read it, and how it names its teller.
pub const fn stands(number: usize) -> (State, Audience, Naming) {
    let state = match number % 16 {
        5 => State::Draft,
        9 => State::Offered,
        11 => State::Returned,
        14 => State::Withdrawn,
        _ => State::Shared,
    };
    let audience = match number % 5 {
        0 | 3 => Audience::Organisation,
        1 => Audience::Public,
        _ => Audience::Community,
    };
    let naming = match number % 3 {
        0 => Naming::Role,
        1 => Naming::Name,
        _ => Naming::Nobody,
    };
    (state, audience, naming)
}

/// What somebody says who was asked for their word on the story with a number; `None` where nobody was, and no word
/// where they have not answered.
pub const fn word(number: usize) -> Option<Option<Word>> {
    match number % 6 {
        0 => Some(Some(Word::Confirms)),
        2 => Some(Some(Word::PartlyConfirms)),
        4 => Some(None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_audience_and_kind_of_value_is_there() {
        let numbers = 0..PLACES.len() * 4;
        assert!(State::ALL.iter().all(|state| numbers.clone().any(|number| stands(number).0 == *state)));
        assert!(Audience::ALL.iter().all(|one| numbers.clone().any(|number| stands(number).1 == *one)));
        let kinds = |kind: &ValueType| STORIES.iter().any(|story| story.steps.iter().any(|step| step.0 == *kind));
        assert!(ValueType::ALL.iter().all(kinds));
        let states = |state: &StepState| STORIES.iter().any(|story| story.steps.iter().any(|step| step.2 == *state));
        assert!(StepState::ALL.iter().all(states));
    }
}
