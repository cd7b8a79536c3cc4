//! The pulse after an event: the letter of thanks, two questions to those who came, and what they said.

mod answering;
pub(crate) mod letters;
mod links;
mod opening;
mod results;

pub(crate) use answering::stand_of;
pub use answering::{PulseView, Rule, answer, answer_by_link, look, look_by_link};
pub use links::PulseLink;
pub(crate) use opening::{count, thank};
pub use results::{Results, Said, Shown, results};

pub use crate::ballots::Stand;

/// What somebody answers, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct PulseInput<'a> {
    /// Whether it was worth their time: a word of [`copia_domain::pulse::Worth`].
    pub worth: &'a str,
    /// What they take away, in their words.
    pub takeaway: &'a str,
}
