//! Answering. Whoever is asked reads the rule first; what they answer is written down by [`crate::ballots`], and here
//! nothing is.

use super::{PulseInput, PulseLink, Stand};
use crate::{
    Ctx, Error, Faults, Result, ballots,
    events::{Found, visible},
};
use copia_domain::{
    fields::{self, Fault},
    ids::EventId,
    policy::acts::Attend,
    pulse::{Question, TAKEAWAY, Worth},
    time::When,
};
use copia_store::{
    Tx,
    ballots::{self as kept, BallotBox, RollEntry},
    events,
    registrations::Who,
};

/// What people are told before they answer. It was fixed when the pulse opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// How many people are asked.
    pub asked: i64,
    /// Answers from which results are shown.
    pub minimum: i64,
    /// Answers from which words are shown.
    pub words_from: i64,
    /// Until when one can answer; results are shown after that.
    pub closes_at: When,
}

/// What the page of the questions shows.
#[derive(Debug, Clone)]
pub struct PulseView {
    /// The event.
    pub event: Found,
    /// The rule.
    pub rule: Rule,
    /// Where the reader stands.
    pub stand: Stand,
}

impl Rule {
    pub(super) const fn of(kept: &BallotBox) -> Self {
        Self { asked: kept.asked, minimum: kept.minimum, words_from: kept.words_from, closes_at: kept.closes_at }
    }
}

/// Somebody who is asked, with what they are asked about.
struct Asked {
    event: Found,
    kept: BallotBox,
    entry: RollEntry,
}

impl Asked {
    fn view(self, ctx: &Ctx) -> PulseView {
        PulseView { stand: ballots::stand(ctx, &self.kept, &self.entry), rule: Rule::of(&self.kept), event: self.event }
    }
}

/// The viewer as one who is asked.
async fn viewer(ctx: &Ctx, tx: &mut Tx, slug: &str) -> Result<Asked> {
    let (event, standing) = visible(ctx, tx, slug).await?;
    let _permit = standing.permit::<Attend>()?;
    let kept = kept::of_event(tx, event.id).await?.ok_or(Error::NotFound)?;
    let entry = kept::entry_of(tx, kept.id, Who::Person(ctx.person()?)).await?.ok_or(Error::NotFound)?;
    Ok(Asked { event, kept, entry })
}

/// Whoever has the link, as one who is asked.
async fn reader(ctx: &Ctx, tx: &mut Tx, link: &PulseLink) -> Result<Asked> {
    if !link.is_signed(ctx) {
        return Err(Error::LinkEnded);
    }
    let entry = kept::find_entry(tx, link.entry).await?.ok_or(Error::LinkEnded)?;
    let kept = kept::get(tx, entry.box_id).await?.ok_or(Error::LinkEnded)?;
    let about = kept.event_id.ok_or(Error::LinkEnded)?;
    let event = events::find(tx, &ctx.viewer, about, ctx.today()).await?.ok_or(Error::LinkEnded)?;
    Ok(Asked { event, kept, entry })
}

/// The questions and the rule, for somebody who has signed in and is asked.
///
/// # Errors
/// [`Error::NotFound`] where nothing is asked, or not of the viewer, and once all is counted; [`Error::Denied`].
pub async fn look(ctx: &Ctx, slug: &str) -> Result<PulseView> {
    Ok(viewer(ctx, &mut ctx.read().await?, slug).await?.view(ctx))
}

/// The questions and the rule, from a letter.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged link, and once all is counted.
pub async fn look_by_link(ctx: &Ctx, link: &PulseLink) -> Result<PulseView> {
    Ok(reader(ctx, &mut ctx.read().await?, link).await?.view(ctx))
}

/// Takes the viewer's answer in.
///
/// # Errors
/// As [`look`]; [`Error::Invalid`]; [`Error::AlreadyDone`] for somebody who has answered; [`Error::NotNow`] after the
/// time for it.
pub async fn answer(ctx: &Ctx, slug: &str, input: &PulseInput<'_>) -> Result<()> {
    let asked = viewer(ctx, &mut ctx.read().await?, slug).await?;
    ballots::cast(ctx, &asked.kept, &asked.entry, paper(input)?).await
}

/// Takes the answer of whoever has the link in.
///
/// # Errors
/// As [`look_by_link`] and [`answer`].
pub async fn answer_by_link(ctx: &Ctx, link: &PulseLink, input: &PulseInput<'_>) -> Result<()> {
    let asked = reader(ctx, &mut ctx.read().await?, link).await?;
    ballots::cast(ctx, &asked.kept, &asked.entry, paper(input)?).await
}

/// Reads what was typed. Words are a ballot of their own, so that nothing joins them to the number.
fn paper(input: &PulseInput<'_>) -> Result<ballots::Paper> {
    let mut faults = Faults::new();
    let worth = Worth::from_word(input.worth);
    if worth.is_none() {
        faults.add("worth", if input.worth.is_empty() { Fault::Missing } else { Fault::NotChoice });
    }
    let takeaway = faults.take("takeaway", fields::optional_paragraphs(input.takeaway, TAKEAWAY));
    faults.check()?;
    let answer = |question: Question, answer: String| ballots::Answer {
        question: question.word().to_owned(),
        answer,
        may_say_cell: false,
    };
    let worth = worth.map(|worth| answer(Question::Worth, worth.word().to_owned()));
    Ok(worth.into_iter().chain(takeaway.map(|words| answer(Question::Takeaway, words))).collect())
}

/// Where the viewer stands as one who is asked about an event; `None` for who is not.
pub(crate) async fn stand_of(ctx: &Ctx, tx: &mut Tx, event: EventId) -> Result<Option<Stand>> {
    let Some(me) = ctx.viewer.id() else { return Ok(None) };
    let Some(kept) = kept::of_event(tx, event).await? else { return Ok(None) };
    let entry = kept::entry_of(tx, kept.id, Who::Person(me)).await?;
    Ok(entry.map(|entry| ballots::stand(ctx, &kept, &entry)))
}
