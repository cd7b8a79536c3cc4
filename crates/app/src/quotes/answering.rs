//! What the person decides whose words they are: on their own page, or through the link of the letter.

use super::{QuoteLink, digest, emptied, named};
use crate::{Act, Ctx, Error, Faults, Result, notifications::Message};
use copia_domain::{
    fields::Fault,
    ids::{GivenQuoteId, PersonId},
    policy::{Permit, Role, Scope as Of, acts::DecideOnQuote},
    quotes::{Attribution, DEFAULT_DAYS, MOST_DAYS, QuoteState, Scope, Step, step},
    time::Day,
};
use copia_store::{
    Tx, people,
    people::Person,
    quotes::{self, GivenQuote, QuoteCopy, StoodIn},
};

/// Under which address somebody looks at their quote.
#[derive(Debug, Clone)]
pub enum Own {
    /// Through the link of the letter.
    Link(QuoteLink),
    /// On their own page, signed in.
    Page(String),
}

/// What the person decides, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Answer<'a> {
    /// `yes` or `no`.
    pub answer: &'a str,
    /// The words of the scopes that were ticked.
    pub scopes: &'a [String],
    /// How the person is to be named.
    pub attribution: &'a str,
    /// The last day.
    pub expires: &'a str,
    /// The [`digest`] of the words that the person was shown.
    pub words: &'a str,
}

/// What the person sees of their words.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The quote.
    pub quote: GivenQuote,
    /// How they would be named, for each way of it.
    pub names: Vec<(Attribution, Option<String>)>,
    /// The day that is offered as the last.
    pub offered: Day,
    /// Copies that were taken off the site for print or the press.
    pub copies: Vec<QuoteCopy>,
    /// Publications in which it stood.
    pub stood_in: Vec<StoodIn>,
}

async fn open(ctx: &Ctx, tx: &mut Tx, own: &Own) -> Result<(GivenQuote, Permit<DecideOnQuote>)> {
    match own {
        Own::Link(link) => {
            let quote = link.open(ctx, tx).await?;
            let permit =
                Permit::of_the_system(Of::Person(quote.person_id), "the signed link says whose words they are");
            Ok((quote, permit))
        }
        Own::Page(id) => {
            let id = GivenQuoteId::parse(id).ok_or(Error::NotFound)?;
            let me = ctx.viewer.id();
            let quote = quotes::find(tx, id).await?.filter(|quote| me == Some(quote.person_id));
            let quote = quote.ok_or(Error::NotFound)?;
            let permit = ctx.viewer.towards(quote.person_id).permit::<DecideOnQuote>()?;
            Ok((quote, permit))
        }
    }
}

/// What the person sees of their words, without deciding anything. One that nobody has asked them about is not found.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::LinkEnded`] for a forged link.
pub async fn look(ctx: &Ctx, own: &Own) -> Result<Receipt> {
    let mut tx = ctx.read().await?;
    let (quote, _permit) = open(ctx, &mut tx, own).await?;
    if quote.state == QuoteState::Draft {
        return Err(if matches!(own, Own::Link(_)) { Error::LinkEnded } else { Error::NotFound });
    }
    let person = people::find(&mut tx, quote.person_id).await?.ok_or(Error::NotFound)?;
    let names = Attribution::ALL.iter().map(|one| (*one, named(&person, *one))).collect();
    let copies = quotes::copies(&mut tx, quote.id).await?;
    let stood_in = quotes::stood_in(&mut tx, quote.id).await?;
    Ok(Receipt { names, offered: ctx.today().plus_days(DEFAULT_DAYS), copies, stood_in, quote })
}

/// The quotes of the person who asks, without those that they were not asked about.
///
/// # Errors
/// [`Error::NotFound`] for a visitor.
pub async fn mine(ctx: &Ctx) -> Result<Vec<GivenQuote>> {
    let me = ctx.person()?;
    let mut tx = ctx.read().await?;
    let mut all = quotes::of_person(&mut tx, me).await?;
    all.retain(|quote| quote.state != QuoteState::Draft);
    Ok(all)
}

/// Keeps what the person decides: no, or yes with where, how and until when. Whoever has said yes can change these.
///
/// # Errors
/// As [`look`]; [`Error::Invalid`]; [`Error::AlreadyDone`] for words that are gone; [`Error::Stale`] when they are not
/// those that the person was shown.
pub async fn answer(ctx: &Ctx, own: &Own, input: &Answer<'_>) -> Result<QuoteState> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (quote, permit) = open(ctx, &mut tx, own).await?;
        let person = people::find(&mut tx, quote.person_id).await?.ok_or(Error::NotFound)?;
        let one = match input.answer {
            "yes" => Step::Give,
            "no" => Step::Decline,
            _ => return Err(Error::Invalid(Faults::one("answer", Fault::Missing))),
        };
        let state = step(quote.state, one).ok_or(Error::AlreadyDone)?;
        if digest(&quote.body) != input.words {
            return Err(Error::Stale);
        }
        let before = quote.state;
        let quote = match one {
            Step::Give => agreed(ctx, GivenQuote { state, ..quote }, &person, input)?,
            _ => GivenQuote { answered_at: Some(ctx.now), ..emptied(quote, state) },
        };
        quotes::decide(&mut tx, &permit, &quote, ctx.now).await?;
        let action = if one == Step::Give { "quote.give" } else { "quote.decline" };
        let after = serde_json::json!({ "state": state, "scopes": quote.scopes, "expires": quote.expires });
        let act = Act::by(Role::Oneself, action).on("quote", quote.id).about(person.id);
        ctx.audit(&mut tx, act.before(&before).after(&after)).await?;
        tx.commit().await?;
        Ok(state)
    })
    .await
}

fn agreed(ctx: &Ctx, quote: GivenQuote, person: &Person, input: &Answer<'_>) -> Result<GivenQuote> {
    let mut faults = Faults::new();
    let scopes: Vec<&str> =
        Scope::ALL.iter().map(|scope| scope.word()).filter(|word| input.scopes.iter().any(|one| one == word)).collect();
    if scopes.is_empty() {
        faults.add("scopes", Fault::Missing);
    }
    let attribution = Attribution::from_word(input.attribution);
    if attribution.is_none() {
        faults.add("attribution", Fault::Missing);
    }
    let expires = faults.take("expires", last_day(ctx, input.expires).map(Some));
    faults.check()?;
    let shown_as = attribution.and_then(|attribution| named(person, attribution));
    Ok(GivenQuote { scopes: scopes.join(" "), attribution, shown_as, expires, answered_at: Some(ctx.now), ..quote })
}

fn last_day(ctx: &Ctx, typed: &str) -> Result<Day, Fault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Fault::Missing);
    }
    let day = Day::parse(typed).ok_or(Fault::NotDate)?;
    match () {
        () if day < ctx.today() => Err(Fault::InPast),
        () if day > ctx.today().plus_days(MOST_DAYS) => Err(Fault::TooLate),
        () => Ok(day),
    }
}

/// Takes the words back: they are emptied here and now, every page that showed them says since when they are gone, and a
/// letter says what was done. It is noted beside the files first, so that a restored database does not bring them back.
///
/// # Errors
/// As [`look`]; [`Error::AlreadyDone`].
pub async fn withdraw(ctx: &Ctx, own: &Own) -> Result<()> {
    let mut tx = ctx.read().await?;
    let (quote, _permit) = open(ctx, &mut tx, own).await?;
    drop(tx);
    if step(quote.state, Step::Withdraw).is_none() {
        return Err(Error::AlreadyDone);
    }
    ctx.app.parts.files.note_withdrawal(quote.id).await?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (quote, permit) = open(ctx, &mut tx, own).await?;
        let person = quote.person_id;
        let id = take_back(ctx, &mut tx, &permit, quote).await?;
        ctx.notify(&mut tx, Some(person), None, Message::QuoteWithdrawn { quote: id }).await?;
        Ok(tx.commit().await?)
    })
    .await
}

async fn take_back(ctx: &Ctx, tx: &mut Tx, permit: &Permit<DecideOnQuote>, quote: GivenQuote) -> Result<GivenQuoteId> {
    let state = step(quote.state, Step::Withdraw).ok_or(Error::AlreadyDone)?;
    let quote = GivenQuote { withdrawn_at: Some(ctx.now), ..emptied(quote, state) };
    quotes::decide(tx, permit, &quote, ctx.now).await?;
    let act = Act::by(Role::Oneself, "quote.withdraw").on("quote", quote.id).about(quote.person_id);
    ctx.audit(tx, act).await?;
    Ok(quote.id)
}

/// Takes back everything of somebody who leaves the site.
pub(crate) async fn withdraw_all(ctx: &Ctx, tx: &mut Tx, person: PersonId) -> Result<()> {
    for quote in quotes::of_person(tx, person).await? {
        if step(quote.state, Step::Withdraw).is_some() {
            ctx.app.parts.files.note_withdrawal(quote.id).await?;
            let permit = Permit::of_the_system(Of::Person(person), "whoever leaves takes their words along");
            take_back(ctx, tx, &permit, quote).await?;
        }
    }
    Ok(())
}

/// Takes back again what was taken back before a backup was restored.
pub(crate) async fn replay(ctx: &Ctx) -> Result<()> {
    let noted = ctx.app.parts.files.withdrawals().await?;
    if noted.is_empty() {
        return Ok(());
    }
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        for quote in quotes::among(&mut tx, noted.clone()).await? {
            if step(quote.state, Step::Withdraw).is_some() {
                let permit = Permit::of_the_system(Of::Person(quote.person_id), "it was taken back before");
                take_back(ctx, &mut tx, &permit, quote).await?;
            }
        }
        Ok(tx.commit().await?)
    })
    .await
}
