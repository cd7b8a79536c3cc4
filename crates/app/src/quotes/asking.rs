//! What editors do: writing down what somebody said, and asking them.

use crate::{Act, Ctx, Error, Faults, Result, claims::acting, notifications::Message, role_terms::meant_one};
use copia_domain::{
    fields::{self, Fault},
    ids::{GivenQuoteId, PersonId},
    policy::acts::AskForQuote,
    quotes::{LONGEST, QuoteState, Step, step},
};
use copia_store::{
    Tx, claims, people,
    quotes::{self, GivenQuote},
};

/// Characters of where something was said at most.
const LONGEST_PLACE: usize = 200;

/// What an editor writes down, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct QuoteInput<'a> {
    /// Who said it: a name or an address. Only of a new one; it stays with whoever said it.
    pub person: &'a str,
    /// The exact words.
    pub body: &'a str,
    /// Where and when they were said.
    pub said_at: &'a str,
    /// The heading under which they are to stand.
    pub theme: &'a str,
    /// The slug of the community that they are about.
    pub community: &'a str,
    /// The version that the form was made from.
    pub version: i64,
}

/// What the form of a quote offers.
#[derive(Debug, Clone)]
pub struct FormPage {
    /// The quote, where there is one already.
    pub quote: Option<GivenQuote>,
    /// The headings.
    pub themes: Vec<String>,
    /// The communities that it can be about.
    pub communities: Vec<claims::Place>,
}

/// All quotes.
#[derive(Debug, Clone)]
pub struct QuotesPage {
    /// The quotes, the latest first.
    pub quotes: Vec<GivenQuote>,
}

/// All quotes, for editors.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list(ctx: &Ctx) -> Result<QuotesPage> {
    let permit = ctx.viewer.on_site().permit::<AskForQuote>()?;
    let mut tx = ctx.read().await?;
    Ok(QuotesPage { quotes: quotes::list(&mut tx, &permit).await? })
}

/// The form of a quote, or of a new one.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::AlreadyDone`] for one whose words are gone.
pub async fn form(ctx: &Ctx, id: Option<&str>) -> Result<FormPage> {
    let _permit = ctx.viewer.on_site().permit::<AskForQuote>()?;
    let themes = crate::claims::themes(ctx).await?;
    let mut tx = ctx.read().await?;
    let quote = match id {
        Some(id) => Some(found(&mut tx, id).await?),
        None => None,
    };
    if quote.as_ref().is_some_and(|quote| step(quote.state, Step::Edit).is_none()) {
        return Err(Error::AlreadyDone);
    }
    let communities = claims::communities(&mut tx, &ctx.viewer, ctx.today()).await?;
    Ok(FormPage { quote, themes, communities })
}

async fn found(tx: &mut Tx, id: &str) -> Result<GivenQuote> {
    let id = GivenQuoteId::parse(id).ok_or(Error::NotFound)?;
    quotes::find(tx, id).await?.ok_or(Error::NotFound)
}

/// Keeps what an editor writes down. Whatever was agreed to the words before ends with them.
///
/// # Errors
/// As [`form`]; [`Error::Invalid`]; [`Error::Stale`].
pub async fn write(ctx: &Ctx, id: Option<&str>, input: &QuoteInput<'_>) -> Result<GivenQuoteId> {
    let known = crate::claims::themes(ctx).await?;
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<AskForQuote>()?;
        let mut tx = ctx.write().await?;
        let before = match id {
            Some(id) => Some(found(&mut tx, id).await?),
            None => None,
        };
        let mut faults = Faults::new();
        let person = match &before {
            Some(quote) => Some(quote.person_id),
            None => meant_one(&mut tx, "person", input.person, &mut faults).await?,
        };
        let body = faults.take("body", fields::paragraphs(input.body, LONGEST));
        let said_at = faults.take("said_at", fields::line(input.said_at, LONGEST_PLACE));
        let theme = faults.take("theme", fields::line(input.theme, LONGEST_PLACE).map(Some));
        if theme.as_ref().is_some_and(|theme| !known.contains(theme)) {
            faults.add("theme", Fault::NotChoice);
        }
        let communities = claims::communities(&mut tx, &ctx.viewer, ctx.today()).await?;
        let community = communities.iter().find(|one| one.slug.as_str() == input.community);
        if community.is_none() && !input.community.is_empty() {
            faults.add("community", Fault::Unknown);
        }
        faults.check()?;
        let (Some(person), Some(editor)) = (person, permit.actor()) else { return Err(Error::NotFound) };
        let quote = before.unwrap_or_else(|| blank(ctx, person, editor));
        let state = step(quote.state, Step::Edit).ok_or(Error::AlreadyDone)?;
        let version = if id.is_some() { input.version } else { 0 };
        let quote = GivenQuote {
            body,
            said_at,
            theme,
            community_id: community.map(|one| one.id),
            version,
            asked_at: None,
            answered_at: None,
            ..super::emptied(quote, state)
        };
        quotes::save(&mut tx, &permit, &quote, ctx.now).await?;
        // The log says that words were written down, and never which: they go when their author says so.
        let act = Act::by(acting(&standing), "quote.write").on("quote", quote.id).about(person);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(quote.id)
    })
    .await
}

fn blank(ctx: &Ctx, person_id: PersonId, editor_id: PersonId) -> GivenQuote {
    GivenQuote {
        id: ctx.id(GivenQuoteId::new),
        person_id,
        person: String::new(),
        community_id: None,
        community_slug: None,
        community: None,
        members: None,
        theme: None,
        body: String::new(),
        said_at: String::new(),
        state: QuoteState::Draft,
        scopes: String::new(),
        attribution: None,
        shown_as: None,
        expires: None,
        editor_id,
        editor: String::new(),
        written_at: ctx.now,
        asked_at: None,
        answered_at: None,
        withdrawn_at: None,
        version: 0,
    }
}

/// Asks whoever said it, by letter and on their own page.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::AlreadyDone`]; [`Error::NotNow`] for somebody who has left.
pub async fn ask(ctx: &Ctx, id: &str, version: i64) -> Result<()> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<AskForQuote>()?;
        let mut tx = ctx.write().await?;
        let quote = found(&mut tx, id).await?;
        let state = step(quote.state, Step::Ask).ok_or(Error::AlreadyDone)?;
        if quote.state == QuoteState::Asked {
            return Err(Error::AlreadyDone);
        }
        let person = people::find(&mut tx, quote.person_id).await?;
        if person.is_none_or(|person| person.status != copia_domain::people::PersonStatus::Current) {
            return Err(Error::NotNow("quote-person-left"));
        }
        let (person, quote_id) = (quote.person_id, quote.id);
        let quote = GivenQuote { state, asked_at: Some(ctx.now), version, ..quote };
        quotes::save(&mut tx, &permit, &quote, ctx.now).await?;
        ctx.notify(&mut tx, Some(person), None, Message::QuoteAsked { quote: quote_id, at: ctx.now }).await?;
        let act = Act::by(acting(&standing), "quote.ask").on("quote", quote_id).about(person);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}
