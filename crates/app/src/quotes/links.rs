//! Deciding from the letter, without signing in: a signed link for one quote of one person. Opening it decides nothing,
//! because mail scanners open links. It stays good, so that what was agreed can be taken back from the same letter.

use crate::{
    Ctx, Error, Result,
    links::{self, Purpose},
};
use copia_domain::ids::{GivenQuoteId, PersonId};
use copia_store::{
    Tx,
    quotes::{self, GivenQuote},
};

/// What the link says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteLink {
    /// Which quote.
    pub quote: GivenQuoteId,
    /// The site's signature, of the quote and of whose it is.
    pub signature: String,
}

fn about(quote: GivenQuoteId, person: PersonId) -> String {
    format!("{quote}|{person}")
}

impl QuoteLink {
    /// The link for a quote of somebody.
    pub(super) fn new(ctx: &Ctx, quote: GivenQuoteId, person: PersonId) -> Self {
        Self { quote, signature: links::sign(&ctx.app, Purpose::Quote, &about(quote, person)) }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        format!("/quotes/{}/{}", self.quote, self.signature)
    }

    /// The quote, if the link is one of ours.
    pub(super) async fn open(&self, ctx: &Ctx, tx: &mut Tx) -> Result<GivenQuote> {
        let quote = quotes::find(tx, self.quote).await?.ok_or(Error::LinkEnded)?;
        let is_ours = links::is_signed(&ctx.app, Purpose::Quote, &about(quote.id, quote.person_id), &self.signature);
        if is_ours { Ok(quote) } else { Err(Error::LinkEnded) }
    }
}
