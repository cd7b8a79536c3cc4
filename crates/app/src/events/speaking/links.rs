//! Answering and sending slides from the letter, without signing in: a signed link for one speaker at one address.
//! Opening it decides nothing, because mail scanners open links.

use super::{Found, Slides, SpeakerRow, address};
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    files::slides as checks,
    links::{self, Purpose},
    memberships::REASON,
    notifications::Message,
};
use bytes::Bytes;
use copia_domain::{
    events::{MOST_SLIDES, SLIDES_DAYS, SpeakerState, State, TeamRole},
    fields::{self, Fault},
    ids::{FileId, SpeakerId},
    policy::{Permit, Role, Scope, acts::RunEvent},
};
use copia_store::{
    Tx,
    events::{self, SpeakerAnswer},
};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// What the link says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerLink {
    /// Which speaker.
    pub speaker: SpeakerId,
    /// The site's signature, of the speaker and the address that the letter went to.
    pub signature: String,
}

/// What a speaker answers, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct SpeakerInput<'a> {
    /// `confirmed` or `declined`.
    pub answer: &'a str,
    /// Words to the hosts.
    pub words: &'a str,
    /// Whether they agree to being recorded.
    pub agrees: bool,
}

/// What the page of the link shows.
#[derive(Debug, Clone)]
pub struct SpeakerView {
    /// The event.
    pub event: Found,
    /// Who reads it.
    pub speaker: SpeakerRow,
    /// Their slides.
    pub slides: Vec<Slides>,
}

impl SpeakerView {
    /// Whether they can still say whether they come.
    pub fn may_answer(&self, ctx: &Ctx) -> bool {
        ctx.now < self.event.starts_at
    }
}

fn about(speaker: SpeakerId, address: &str) -> String {
    format!("{speaker}|{address}")
}

impl SpeakerLink {
    /// The link for a speaker at an address.
    pub(super) fn new(ctx: &Ctx, speaker: SpeakerId, address: &str) -> Self {
        Self { speaker, signature: links::sign(&ctx.app, Purpose::Speaker, &about(speaker, address)) }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        format!("/speaking/{}/{}", self.speaker, self.signature)
    }

    async fn open(&self, ctx: &Ctx, tx: &mut Tx) -> Result<SpeakerView> {
        let speaker = events::find_speaker(tx, self.speaker).await?.ok_or(Error::LinkEnded)?;
        let address = address(tx, &speaker).await?.ok_or(Error::LinkEnded)?;
        if !links::is_signed(&ctx.app, Purpose::Speaker, &about(self.speaker, &address), &self.signature) {
            return Err(Error::LinkEnded);
        }
        let event = events::find(tx, &ctx.viewer, speaker.event_id, ctx.today()).await?.ok_or(Error::LinkEnded)?;
        if event.state == State::CalledOff || ctx.now >= event.ends_at.plus_days(SLIDES_DAYS) {
            return Err(Error::LinkEnded);
        }
        let slides = events::slides(tx, event.id).await?;
        let slides = slides.into_iter().filter(|one| one.speaker_id == Some(speaker.id)).collect();
        Ok(SpeakerView { event, speaker, slides })
    }
}

fn permit(event: &Found) -> Permit<RunEvent> {
    Permit::of_the_system(Scope::Event(event.id), "the signed link says who speaks")
}

/// What the page of the link shows, without deciding anything.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged link, an event that was called off, and two weeks after its end.
pub async fn look_as_speaker(ctx: &Ctx, link: &SpeakerLink) -> Result<SpeakerView> {
    link.open(ctx, &mut ctx.read().await?).await
}

/// Keeps a speaker's answer, and tells the hosts, once for each change of mind.
///
/// # Errors
/// As [`look_as_speaker`]; [`Error::Invalid`]; [`Error::NotNow`] once the event has begun.
pub async fn answer_as_speaker(ctx: &Ctx, link: &SpeakerLink, input: &SpeakerInput<'_>) -> Result<SpeakerState> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let view = link.open(ctx, &mut tx).await?;
        if !view.may_answer(ctx) {
            return Err(Error::NotNow("event-over"));
        }
        let (event, speaker) = (&view.event, &view.speaker);
        let Some(state @ (SpeakerState::Confirmed | SpeakerState::Declined)) = SpeakerState::from_word(input.answer)
        else {
            return Err(Error::Invalid(Faults::one("answer", Fault::NotChoice)));
        };
        let words = fields::optional_paragraphs(input.words, REASON);
        let words = words.map_err(|fault| Error::Invalid(Faults::one("words", fault)))?;
        let comes = state == SpeakerState::Confirmed;
        let agrees_to_recording = (event.is_recorded && comes).then_some(input.agrees);
        let answer = SpeakerAnswer { state, agrees_to_recording, words };
        let is_same = (speaker.state, speaker.agrees_to_recording, &speaker.words)
            == (answer.state, answer.agrees_to_recording, &answer.words);
        if is_same {
            return Ok(state);
        }
        events::answer_as_speaker(&mut tx, &permit(event), event.id, speaker.id, &answer, ctx.now).await?;
        let act = Act::by(Role::Public, "event.answer_speaker").on("event", event.id).after(&state.word());
        let act = match speaker.person_id {
            Some(person) => act.about(person),
            None => act,
        };
        ctx.audit(&mut tx, act).await?;
        for runner in events::runners(&mut tx, event.id).await? {
            if runner.role == TeamRole::Host {
                let message = Message::SpeakerAnswered { speaker: speaker.id, at: ctx.now };
                ctx.notify(&mut tx, Some(runner.person_id), None, message).await?;
            }
        }
        tx.commit().await?;
        Ok(state)
    })
    .await
}

/// Takes a speaker's slides in.
///
/// # Errors
/// As [`look_as_speaker`]; [`Error::Invalid`] for what are no slides, are too large, or too many.
pub async fn add_slides(ctx: &Ctx, link: &SpeakerLink, name: &str, file: Option<Bytes>) -> Result<()> {
    let view = look_as_speaker(ctx, link).await?;
    let fault = |fault| Error::Invalid(Faults::one("file", fault));
    let bytes = file.ok_or_else(|| fault(Fault::Missing))?;
    let media_type = checks::kind(&bytes).map_err(fault)?;
    if view.speaker.state == SpeakerState::Declined {
        return Err(Error::NotNow("speaker-declined"));
    }
    let digest = HEXLOWER.encode(&Sha256::digest(&bytes));
    if view.slides.iter().any(|one| one.digest == digest) {
        return Err(Error::AlreadyDone);
    }
    let slides = Slides {
        id: ctx.id(FileId::new),
        event_id: view.event.id,
        speaker_id: Some(view.speaker.id),
        name: checks::name(name, media_type),
        media_type: media_type.to_owned(),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        digest,
        added_at: ctx.now,
    };
    // The bytes are there before the row that names them.
    ctx.app.parts.files.put(slides.id, bytes).await?;
    let kept = ctx
        .retry(|| async {
            let mut tx = ctx.write().await?;
            let view = link.open(ctx, &mut tx).await?;
            if events::slides(&mut tx, view.event.id).await?.len() >= MOST_SLIDES {
                return Err(fault(Fault::TooLarge));
            }
            events::add_slides(&mut tx, &permit(&view.event), &slides).await?;
            let act = Act::by(Role::Public, "event.add_slides").on("event", view.event.id);
            ctx.audit(&mut tx, act).await?;
            Ok(tx.commit().await?)
        })
        .await;
    if kept.is_err() {
        // No row names them. That they cannot be removed now costs room, and nothing else.
        drop(ctx.app.parts.files.remove(slides.id).await);
    }
    kept
}

/// Takes a speaker's own slides away.
///
/// # Errors
/// As [`look_as_speaker`]; [`Error::NotFound`] for somebody else's.
pub async fn remove_own_slides(ctx: &Ctx, link: &SpeakerLink, id: FileId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let view = link.open(ctx, &mut tx).await?;
        let slides = view.slides.iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
        super::slides::take_off(ctx, &mut tx, &permit(&view.event), slides, Role::Public).await?;
        Ok(tx.commit().await?)
    })
    .await
}
