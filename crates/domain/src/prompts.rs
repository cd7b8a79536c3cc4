//! The minute that matters: after something that is worth something, one question in the words of its cycle, on the day,
//! after thirty days and after ninety (the cycles of Wenger, Trayner and de Laat, 2011; domain research 2.5).
//!
//! Nobody is asked more than once a fortnight, of whatever kind: what an event asks on its day (the pulse) counts, and so
//! does what a story hoped for. Who is asked already waits for another day, and is not asked at all when that does not come
//! within a fortnight. Whoever does not want to be asked is not.
//!
//! A new kind of occasion is a word of [`Occasion`], a module of the store that says whom it happened to, and a line in the
//! match that calls it.

use crate::{
    ids::PersonId,
    time::Day,
    value::{ValueType, stories::StepState},
};
use std::collections::BTreeMap;
use uuid::Uuid;

crate::choices! {
    /// What somebody is asked about.
    Occasion {
        /// A session at which they were.
        Session = "session",
        /// A story of theirs that hopes for something. Its own letter asks.
        Story = "story",
    }
}

crate::choices! {
    /// The cycle in whose words is asked.
    Cycle {
        /// On the day: what was it like? The pulse asks this.
        Immediate = "immediate",
        /// After thirty days: was something of it tried or used?
        Applied = "applied",
        /// After ninety days: has it changed a result?
        Realised = "realised",
    }
}

crate::choices! {
    /// Where a question stands.
    State {
        /// It was asked in another way, and only counts.
        Elsewhere = "elsewhere",
        /// It can be answered.
        Open = "open",
        /// It was answered.
        Answered = "answered",
        /// It was put aside, or its answer deleted. It is not asked again.
        PutAside = "put_aside",
    }
}

crate::choices! {
    /// What somebody answers, beside their words.
    Outcome {
        /// Yes.
        Yes = "yes",
        /// Not yet: it is still to come.
        NotYet = "not_yet",
        /// Nothing came of it, or nothing will.
        Nothing = "nothing",
    }
}

/// Days from one question to the next, for one person.
pub const APART_DAYS: i64 = 14;
/// Days for which a question waits for a day on which its reader is free.
pub const WAIT_DAYS: i64 = 14;
/// Days after which a question that nobody has answered is forgotten.
pub const FORGET_DAYS: i64 = 90;
/// Characters of an answer.
pub const LONGEST: usize = 2_000;

impl Cycle {
    /// Days after which this is asked.
    pub const fn days(self) -> i64 {
        match self {
            Self::Immediate => 0,
            Self::Applied => 30,
            Self::Realised => 90,
        }
    }

    /// The kind of value that is asked about.
    pub const fn value_type(self) -> ValueType {
        match self {
            Self::Immediate => ValueType::Immediate,
            Self::Applied => ValueType::Applied,
            Self::Realised => ValueType::Realised,
        }
    }

    /// The days between which something has happened that is asked about on a day, the last included.
    pub fn happened(self, today: Day) -> (Day, Day) {
        (today.plus_days(-self.days() - WAIT_DAYS), today.plus_days(-self.days()))
    }
}

impl Occasion {
    /// What is asked about it later by a letter of its own. The latest comes first: it is rarer, and its time is over
    /// sooner.
    pub const fn later(self) -> &'static [Cycle] {
        match self {
            Self::Session => &[Cycle::Realised, Cycle::Applied],
            Self::Story => &[],
        }
    }
}

impl Outcome {
    /// What it says of a step of a story.
    pub const fn step(self) -> StepState {
        match self {
            Self::Yes => StepState::Happened,
            Self::NotYet => StepState::HopedFor,
            Self::Nothing => StepState::DidNotHappen,
        }
    }
}

/// A question that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// When it happened.
    pub happened_on: Day,
    /// What it was.
    pub reference: Uuid,
    /// Who is to be asked.
    pub person: PersonId,
    /// The day on which that person was last asked anything, if they ever were.
    pub last_asked: Option<Day>,
    /// Whether they want to be asked.
    pub is_wanted: bool,
}

/// The last day on which somebody may have been asked who is to be asked today.
pub fn free_since(today: Day) -> Day {
    today.plus_days(-APART_DAYS)
}

/// Whether somebody can be asked today, given the day on which they were last asked. A day to come does not free today.
pub fn is_free(last_asked: Option<Day>, today: Day) -> bool {
    last_asked.is_none_or(|last| last <= free_since(today))
}

/// Of what is due in one cycle, what is asked today: of each person at most one thing, the one whose time is over soonest,
/// and nothing of those who were asked within a fortnight or do not want to be.
pub fn choose(cycle: Cycle, today: Day, due: impl IntoIterator<Item = Due>) -> Vec<Due> {
    let (first, last) = cycle.happened(today);
    let mut chosen: BTreeMap<PersonId, Due> = BTreeMap::new();
    for one in due {
        let is_due = first <= one.happened_on && one.happened_on <= last;
        if is_due && one.is_wanted && is_free(one.last_asked, today) {
            let kept = chosen.entry(one.person).or_insert(one);
            *kept = one.min(*kept);
        }
    }
    chosen.into_values().collect()
}

#[cfg(test)]
mod tests;
