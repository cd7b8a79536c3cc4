//! Waves: a survey asked of some people for some days.

use crate::{
    ids::{CommunityId, ServiceAreaId},
    time::When,
};
use serde::{Deserialize, Serialize};

crate::choices! {
    /// Where a wave stands.
    WaveState {
        /// It is being prepared.
        Draft = "draft",
        /// Colleagues try it out; what they answer is thrown away.
        Trial = "trial",
        /// People answer.
        Open = "open",
        /// All is counted.
        Closed = "closed",
        /// It was called off; what people had answered is thrown away.
        CalledOff = "called_off",
    }
}

crate::choices! {
    /// By what answers are told apart.
    Attribute {
        /// The service area of the community that somebody has belonged to the longest, of those that are asked.
        Area = "area",
        /// Whether somebody is a core member of one of the communities that are asked.
        Role = "role",
    }
}

crate::choices! {
    /// A value of [`Attribute::Role`].
    MemberRole {
        /// Core member somewhere.
        Core = "core",
        /// Member in the wider circle only.
        Wider = "wider",
    }
}

crate::choices! {
    /// What is done to a wave.
    Step {
        /// Colleagues begin to try it out.
        Try = "try",
        /// They are done with that.
        EndTrial = "end_trial",
        /// People are asked.
        Open = "open",
        /// All is counted.
        Close = "close",
        /// Answers that were given elsewhere are brought in, all at once.
        BringIn = "bring_in",
        /// It is called off.
        CallOff = "call_off",
    }
}

/// Who is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Nobody: people were asked elsewhere, and what they answered is brought in.
    #[serde(default)]
    pub elsewhere: bool,
    /// Everybody who is known here.
    pub everybody: bool,
    /// The members of these communities.
    pub communities: Vec<CommunityId>,
    /// The members of the communities of these areas.
    pub areas: Vec<ServiceAreaId>,
}

/// Days for which a wave can be answered, at least.
pub const LEAST_DAYS: i64 = 3;
/// Days for which a wave can be answered, extensions included, at most.
pub const MOST_DAYS: i64 = 90;
/// Reminders that somebody gets at most (domain research 4.3).
pub const REMINDERS: i64 = 3;
/// Hours between two letters about a wave at least.
const BETWEEN_HOURS: i64 = 40;
/// Hours before the end at which the last reminder leaves.
const LAST_HOURS: i64 = 24;
/// Guests that can be asked by their addresses at most.
pub const MOST_GUESTS: usize = 2_000;

/// Where a wave stands after a step; `None` where it cannot be taken.
pub const fn step(state: WaveState, step: Step) -> Option<WaveState> {
    match (state, step) {
        (WaveState::Draft, Step::Try) => Some(WaveState::Trial),
        (WaveState::Trial, Step::EndTrial) => Some(WaveState::Draft),
        (WaveState::Draft | WaveState::Trial, Step::Open) => Some(WaveState::Open),
        (WaveState::Open, Step::Close) | (WaveState::Draft, Step::BringIn) => Some(WaveState::Closed),
        (WaveState::Open, Step::CallOff) => Some(WaveState::CalledOff),
        _ => None,
    }
}

/// When reminders leave: after a third and two thirds of the time, and a day before the end, as far as they are not too
/// near to each other, to the invitation and to the end.
pub fn reminders(opens: When, closes: When) -> Vec<When> {
    let hours = (closes.micros() - opens.micros()) / 3_600_000_000;
    let mut last = 0;
    let mut at = Vec::new();
    for hour in [hours / 3, hours * 2 / 3, hours - LAST_HOURS] {
        let is_last = hour == hours - LAST_HOURS;
        if hour - last >= BETWEEN_HOURS && (is_last || hours - LAST_HOURS - hour >= BETWEEN_HOURS) {
            at.push(opens.plus_hours(hour));
            last = hour;
        }
    }
    at
}

/// The parts of a list of addresses, as people paste them: by line, comma or semicolon.
pub fn addresses(typed: &str) -> impl Iterator<Item = &str> {
    typed.split(['\n', '\r', ',', ';']).map(str::trim).filter(|part| !part.is_empty())
}
