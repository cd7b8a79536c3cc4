//! Speakers: asking them by letter, their answers and their slides.

pub(crate) mod letters;
mod links;
mod slides;

pub use links::{
    SpeakerInput as AnswerInput, SpeakerLink, SpeakerView, add_slides, answer_as_speaker, look_as_speaker,
    remove_own_slides,
};
pub use slides::{SlidesFile, open_slides, remove_slides};

pub use copia_store::events::{Slides, SpeakerRow};

use super::{Found, acting, visible};
use crate::{Ctx, Error, Result, ctx::Act, notifications::Message};
use copia_domain::{
    events::{SpeakerState, State},
    ids::SpeakerId,
    people::PersonStatus,
    policy::acts::RunEvent,
};
use copia_store::{Tx, events, people};

/// What hosts see of their speakers.
#[derive(Debug, Clone)]
pub struct SpeakersView {
    /// The event.
    pub event: Found,
    /// Those who speak, and whether a letter can reach them.
    pub speakers: Vec<(SpeakerRow, bool)>,
    /// The slides that were brought.
    pub slides: Vec<Slides>,
}

/// The address at which a speaker gets letters: their account's, or what the host typed for a guest.
async fn address(tx: &mut Tx, row: &SpeakerRow) -> Result<Option<String>> {
    match row.person_id {
        Some(person) => {
            let person = people::find(tx, person).await?.filter(|person| person.status == PersonStatus::Current);
            Ok(person.and_then(|person| person.email))
        }
        None => Ok(row.email.clone().filter(|email| !email.is_empty())),
    }
}

/// The speakers of an event, for those who run it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn speakers(ctx: &Ctx, slug: &str) -> Result<SpeakersView> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<RunEvent>()?;
    let mut speakers = Vec::new();
    for row in events::speaking(&mut tx, event.id).await? {
        let is_reached = address(&mut tx, &row).await?.is_some();
        speakers.push((row, is_reached));
    }
    let slides = events::slides(&mut tx, event.id).await?;
    Ok(SpeakersView { event, speakers, slides })
}

/// Asks a speaker by letter. One who has not answered, or has declined, can be asked again.
///
/// # Errors
/// [`Error::NotNow`] for a draft or what was called off or is over, and where no letter reaches them;
/// [`Error::AlreadyDone`] for one who comes.
pub async fn ask_speaker(ctx: &Ctx, slug: &str, id: SpeakerId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RunEvent>()?;
        if event.state == State::CalledOff || ctx.now >= event.starts_at {
            return Err(Error::NotNow("event-over"));
        }
        let row = events::find_speaker(&mut tx, id).await?.filter(|row| row.event_id == event.id);
        let row = row.ok_or(Error::NotFound)?;
        if row.state == SpeakerState::Confirmed {
            return Err(Error::AlreadyDone);
        }
        if address(&mut tx, &row).await?.is_none() {
            return Err(Error::NotNow("speaker-address"));
        }
        if !events::ask_speaker(&mut tx, &permit, event.id, id, ctx.now).await? {
            return Err(Error::AlreadyDone);
        }
        ctx.notify(&mut tx, row.person_id, None, Message::SpeakerAsked { speaker: id, at: ctx.now }).await?;
        let act = Act::by(acting(&standing), "event.ask_speaker").on("event", event.id);
        let act = match row.person_id {
            Some(person) => act.about(person),
            None => act,
        };
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}
