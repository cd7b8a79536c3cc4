//! What people let others quote: written down by an editor, agreed to by whoever said it, shown only where they said,
//! and gone from everything that the site serves as soon as they take it back.
//!
//! Every page reads the words when it is served, publications too, so nothing has to be chased. That something was taken
//! back is also noted beside the files, and done again when the program starts: a database that is restored from an
//! earlier day does not bring the words back.

mod answering;
mod asking;
mod copies;
pub(crate) mod letters;
mod links;
mod live;

pub use answering::{Answer, Own, Receipt, answer, look, mine, withdraw};
pub(crate) use answering::{replay, withdraw_all};
pub use asking::{FormPage, QuoteInput, QuotesPage, ask, form, list, write};
pub use copies::take_copy;
pub use links::QuoteLink;
pub use live::{Live, Place, Stood, in_community, places};
pub(crate) use live::{public_ones, stood};

pub use copia_store::quotes::{GivenQuote, QuoteCopy, StoodIn};

use copia_domain::quotes::{Attribution, QuoteState, Risk, risks};
use copia_store::people::Person;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// Bytes of what tells the words of a quote from others: enough that two versions of one quote never look the same.
const TOLD_BY: usize = 8;

/// What tells the words of a quote from others. A form carries it, so that nobody agrees to words that they have not
/// read.
pub fn digest(body: &str) -> String {
    HEXLOWER.encode(Sha256::digest(body).get(..TOLD_BY).unwrap_or_default())
}

/// How somebody is named under an attribution; `None` where they are not.
pub fn named(person: &Person, attribution: Attribution) -> Option<String> {
    let parts = match attribution {
        Attribution::NameAndRole => [Some(person.name.clone()), person.job_title.clone()],
        Attribution::RoleAndArea => [person.job_title.clone(), person.department.clone()],
        Attribution::Anonymous => return None,
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Why somebody may be told who is quoted as they chose; nothing as long as they have not.
pub fn risks_of(quote: &GivenQuote, attribution: Attribution) -> Vec<Risk> {
    risks(&quote.body, attribution, quote.community_id.map(|_| quote.members.unwrap_or(0)))
}

/// A quote without its words and without all that was agreed.
fn emptied(quote: GivenQuote, state: QuoteState) -> GivenQuote {
    GivenQuote {
        state,
        body: String::new(),
        said_at: String::new(),
        scopes: String::new(),
        attribution: None,
        shown_as: None,
        expires: None,
        ..quote
    }
}
