//! Quotes as pages show them.

use super::{GivenQuote, digest};
use crate::{Ctx, Result};
use copia_domain::{
    ids::{CommunityId, GivenQuoteId},
    policy::{Role, Standing, acts::AskForQuote},
    quotes::{Attribution, QuoteState, Scope, is_live},
    time::When,
};
use copia_store::{Tx, quotes};
use serde::Serialize;

/// A quote that may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Live {
    /// Which quote.
    #[serde(skip)]
    pub id: GivenQuoteId,
    /// The exact words.
    pub body: String,
    /// How the person is named; `None` where they are not.
    pub shown_as: Option<String>,
    /// The community that it is about.
    pub community: Option<String>,
    /// The heading under which it stands.
    pub theme: Option<String>,
}

/// What stands in the place of a quote in a publication today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The words.
    Live(Live),
    /// Nothing any more, since somebody took it back then.
    Withdrawn(When),
    /// Nothing any more: its time is over, or it was given for less.
    Ended,
    /// Nothing any more: the words are others than those that stood there, whatever was agreed to them.
    Changed,
}

fn live(quote: &GivenQuote) -> Live {
    // Whoever is not to be named is not told by a community of a few people either.
    let is_anonymous = quote.attribution == Some(Attribution::Anonymous);
    let is_small = quote.members.unwrap_or(0) < copia_domain::quotes::SMALL_GROUP;
    Live {
        id: quote.id,
        body: quote.body.clone(),
        shown_as: quote.shown_as.clone(),
        community: quote.community.clone().filter(|_| !(is_anonymous && is_small)),
        theme: quote.theme.clone(),
    }
}

/// The quotes that everybody may read, as far as the viewer may know of their communities.
pub(crate) async fn public_ones(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Live>> {
    let all = quotes::given(tx, &ctx.viewer, ctx.today()).await?;
    let may = |quote: &&GivenQuote| is_live(quote.state, &quote.given(), quote.expires, Scope::Public, ctx.today());
    Ok(all.iter().filter(may).map(live).collect())
}

/// The quotes that everybody could read at a moment; of those that were taken back since, without their words.
pub(crate) async fn stood(ctx: &Ctx, tx: &mut Tx, at: When) -> Result<Vec<Live>> {
    let permit = ctx.viewer.on_site().permit::<AskForQuote>()?;
    let was = |quote: &&GivenQuote| {
        let is_given = quote.state == QuoteState::Given && quote.given().contains(&Scope::Public);
        let was_given = quote.withdrawn_at.is_some_and(|withdrawn| withdrawn > at);
        (is_given || was_given) && quote.answered_at.is_some_and(|answered| answered <= at)
    };
    Ok(quotes::list(tx, &permit).await?.iter().filter(was).map(live).collect())
}

/// The quotes about a community that somebody of this standing in it may read.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn in_community(ctx: &Ctx, tx: &mut Tx, id: CommunityId, standing: &Standing) -> Result<Vec<Live>> {
    let all = quotes::given(tx, &ctx.viewer, ctx.today()).await?;
    let is_inside = [Role::Member, Role::Lead, Role::Sponsor, Role::ProgrammeManager].iter().any(|r| standing.is(*r));
    let open = [(Scope::Public, true), (Scope::Organisation, ctx.viewer.is_staff()), (Scope::Community, is_inside)];
    let may = |quote: &&GivenQuote| {
        let given = quote.given();
        let in_scope = |scope: Scope| is_live(quote.state, &given, quote.expires, scope, ctx.today());
        quote.community_id == Some(id) && open.iter().any(|(scope, is_open)| *is_open && in_scope(*scope))
    };
    Ok(all.iter().filter(may).map(live).collect())
}

/// The place of a quote in what was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// Which quote stood there.
    pub quote: GivenQuoteId,
    /// The [`digest`] of the words that stood there; `None` in what was published before that was noted.
    pub words: Option<String>,
}

/// What stands in these places on a page that everybody may read.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn places(ctx: &Ctx, all: Vec<Stood>) -> Result<Vec<(Stood, Place)>> {
    let mut tx = ctx.read().await?;
    let kept = quotes::among(&mut tx, all.iter().map(|one| one.quote).collect()).await?;
    let place = |one: Stood| {
        let Some(quote) = kept.iter().find(|quote| quote.id == one.quote) else { return (one, Place::Ended) };
        let is_open = is_live(quote.state, &quote.given(), quote.expires, Scope::Public, ctx.today());
        let place = match (quote.state, quote.withdrawn_at) {
            (QuoteState::Withdrawn, Some(at)) => Place::Withdrawn(at),
            (QuoteState::Declined, _) => Place::Ended,
            _ if one.words.as_ref().is_some_and(|words| *words != digest(&quote.body)) => Place::Changed,
            _ if is_open => Place::Live(live(quote)),
            _ => Place::Ended,
        };
        (one, place)
    };
    Ok(all.into_iter().map(place).collect())
}
