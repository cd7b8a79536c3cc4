//! What people let others quote: their exact words, where they may stand, how they are named, and until when.
//!
//! An answer to a survey or a remark in a room is no consent to be quoted. The person is asked anew, with the exact text
//! before them; a word that is changed afterwards needs asking again (domain research 4.6).

mod risk;

pub use risk::{Risk, SMALL_GROUP, risks};

use crate::time::Day;

crate::choices! {
    /// Where a quote may stand. Each is asked by itself.
    Scope {
        /// On the pages of its community, for its members.
        Community = "community",
        /// Wherever staff have signed in.
        Organisation = "organisation",
        /// On public pages.
        Public = "public",
        /// In printed reports and awards.
        Print = "print",
        /// In what is given to the press.
        Press = "press",
    }
}

crate::choices! {
    /// How the person is named.
    Attribution {
        /// By name, with what they do.
        NameAndRole = "name_and_role",
        /// By what they do and where, without a name.
        RoleAndArea = "role_and_area",
        /// Not at all.
        Anonymous = "anonymous",
    }
}

crate::choices! {
    /// Where a quote stands.
    QuoteState {
        /// Written down; nobody has been asked.
        Draft = "draft",
        /// The person has been asked.
        Asked = "asked",
        /// The person has said yes, to the scopes that are kept with it.
        Given = "given",
        /// The person has said no. The words are gone.
        Declined = "declined",
        /// The person has taken it back. The words are gone.
        Withdrawn = "withdrawn",
    }
}

crate::choices! {
    /// What is done with a quote.
    Step {
        /// An editor changes its words: what was said to the old ones does not hold for the new.
        Edit = "edit",
        /// An editor asks the person.
        Ask = "ask",
        /// The person says yes.
        Give = "give",
        /// The person says no.
        Decline = "decline",
        /// The person takes it back.
        Withdraw = "withdraw",
    }
}

/// Characters of a quote at most.
pub const LONGEST: usize = 600;
/// Days for which somebody is quoted unless they say otherwise: two years.
pub const DEFAULT_DAYS: i64 = 730;
/// Days for which somebody can agree to be quoted at most: five years (Healthwatch England's guidance).
pub const MOST_DAYS: i64 = 1_826;

/// Where a quote stands after a step; `None` where the step is not possible.
pub const fn step(state: QuoteState, step: Step) -> Option<QuoteState> {
    match (state, step) {
        (QuoteState::Draft | QuoteState::Asked | QuoteState::Given, Step::Edit) => Some(QuoteState::Draft),
        (QuoteState::Draft | QuoteState::Asked, Step::Ask) => Some(QuoteState::Asked),
        // Whoever has said yes may change for what, and until when.
        (QuoteState::Asked | QuoteState::Given, Step::Give) => Some(QuoteState::Given),
        (QuoteState::Asked, Step::Decline) => Some(QuoteState::Declined),
        (QuoteState::Draft | QuoteState::Asked | QuoteState::Given, Step::Withdraw) => Some(QuoteState::Withdrawn),
        _ => None,
    }
}

/// Whether a quote may be shown in a scope: the person has said yes to it, and the time has not run out. The day on
/// which it expires is the last.
pub fn is_live(state: QuoteState, given: &[Scope], expires: Option<Day>, scope: Scope, today: Day) -> bool {
    state == QuoteState::Given && given.contains(&scope) && expires.is_some_and(|last| today <= last)
}

#[cfg(test)]
mod tests;
