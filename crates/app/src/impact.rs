//! What the programme claims to have achieved, with what stands behind each claim.

mod claim_view;
mod computed;
mod decide;
mod doctor;
mod views;

pub use claim_view::{ClaimView, Form, Page};
pub use computed::keep_computed;
pub use decide::{restore, withdraw};
pub use doctor::{Checked, doctor, marks};
pub(crate) use views::counters_of;
pub use views::{
    ClaimPage, EvidenceView, HistoryPage, ImpactPage, Series, Survey, Theme, claim, glimpse, history, impact_page,
};

use copia_domain::published::PublishedDate;
use copia_text::Words;

/// A published date in words, as precise as it is: `2020`, `May 2020`, `4 May 2020`.
pub fn date_words(words: &Words, date: PublishedDate) -> String {
    match date {
        PublishedDate::Year(year) => year.to_string(),
        PublishedDate::Month(..) => words.month(date.earliest()),
        PublishedDate::Day(day) => words.date(day),
    }
}
