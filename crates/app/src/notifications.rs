//! What is sent to people: each message has a row in the delivery ledger, which says whether it was sent, and if
//! not, why.

mod message;
mod preferences;
mod sending;
mod stopping;

pub use message::Message;
pub use preferences::{Preference, choose, preferences};
pub use stopping::{StopView, look_at_stop, stop};

use crate::{
    Ctx, Result, accounts, communities, events, memberships,
    outbox::{Job, Unfinished},
    prompts, pulse, quotes, registrations, role_terms, rooms, stories, surveys,
};
use copia_domain::{
    ids::{CommunityId, DeliveryId, PersonId},
    notifications::{DeliveryState, MessageKind, Withheld},
    people::PersonStatus,
};
use copia_mail::{AutoSubmitted, CalendarPart, Letter, Line, Mailbox};
use copia_store::{Tx, deliveries, people};
use copia_text::Words;
use sending::{Post, send};

/// A letter with the address it goes to.
#[derive(Debug, Clone)]
pub struct Addressed {
    /// Where it goes.
    pub to: Mailbox,
    /// What it says.
    pub letter: Letter,
    /// What it brings for the reader's calendar.
    pub calendar: Option<CalendarPart>,
}

/// What composing a message comes to.
#[derive(Debug)]
pub enum Composed {
    /// A letter to send.
    Letter(Box<Addressed>),
    /// A letter that a person wrote; answers go to them.
    Written {
        /// The letter.
        letter: Box<Addressed>,
        /// Where answers go.
        answers: Option<Mailbox>,
    },
    /// Nothing is sent, for a reason.
    Withheld(Withheld),
}

impl Ctx {
    /// Puts a message into the ledger and the outbox of a transaction. `person` is `None` only for somebody who
    /// is not known yet and asks for a link.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn notify(
        &self,
        tx: &mut Tx,
        person: Option<PersonId>,
        community: Option<CommunityId>,
        message: Message,
    ) -> Result<()> {
        let job = self.delivery(tx, person, community, message).await?;
        self.enqueue(tx, &job, self.now, None).await
    }

    /// Like [`Ctx::notify`], in a lane: it leaves after every earlier message of the lane, or after that is given up.
    /// The transaction has to change the record that the lane is about.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn notify_in_lane(
        &self,
        tx: &mut Tx,
        person: Option<PersonId>,
        community: Option<CommunityId>,
        message: Message,
        lane: &str,
    ) -> Result<()> {
        let job = self.delivery(tx, person, community, message).await?;
        self.enqueue_in_lane(tx, &job, lane).await
    }

    /// Like [`Ctx::notify_in_lane`], but nothing happens when a message was put there before under the same key.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn notify_once(
        &self,
        tx: &mut Tx,
        person: Option<PersonId>,
        message: Message,
        lane: &str,
        key: &str,
    ) -> Result<()> {
        let id = self.id(DeliveryId::new);
        let (kind, about) = (message.kind(), message.about());
        let job = Job::Send { delivery: id, message };
        if self.add_job(tx, &job, self.now, Some(key), Some(lane)).await? {
            deliveries::add(tx, id, kind, person, None, about, self.now).await?;
        }
        Ok(())
    }

    /// Puts a message into the ledger; gives the job that sends it.
    async fn delivery(
        &self,
        tx: &mut Tx,
        person: Option<PersonId>,
        community: Option<CommunityId>,
        message: Message,
    ) -> Result<Job> {
        let id = self.id(DeliveryId::new);
        deliveries::add(tx, id, message.kind(), person, community, message.about(), self.now).await?;
        Ok(Job::Send { delivery: id, message })
    }
}

/// Sends a message, once: what the ledger calls settled is not sent again. The outbox settles one that it gives up.
///
/// # Errors
/// [`Unfinished::Retry`] while the mail server is away, [`Unfinished::Fail`] when it refuses.
pub async fn deliver(ctx: &Ctx, id: DeliveryId, message: &Message) -> Result<(), Unfinished> {
    let mut tx = ctx.read().await?;
    let Some(delivery) = deliveries::find(&mut tx, id).await? else { return Ok(()) };
    if delivery.state != DeliveryState::Queued {
        return Ok(());
    }
    let composed = match preference(ctx, &mut tx, &delivery, message).await? {
        Some(withheld) => Composed::Withheld(withheld),
        None => compose(ctx, &mut tx, delivery.person_id, message).await?,
    };
    drop(tx);
    let (state, reason) = match composed {
        Composed::Withheld(reason) => (DeliveryState::Withheld, Some(reason.word())),
        Composed::Letter(addressed) => {
            let post = Post { addressed: *addressed, answers: None, author: AutoSubmitted::Generated };
            send(ctx, &delivery, message, post).await?;
            (DeliveryState::Sent, None)
        }
        Composed::Written { letter, answers } => {
            let post = Post { addressed: *letter, answers, author: AutoSubmitted::No };
            send(ctx, &delivery, message, post).await?;
            (DeliveryState::Sent, None)
        }
    };
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        deliveries::settle(&mut tx, id, state, reason, ctx.now).await?;
        if state == DeliveryState::Sent {
            registrations::letters::sent(&mut tx, message).await?;
        }
        Ok(tx.commit().await?)
    })
    .await?;
    Ok(())
}

/// Why the person is not to get a message of this kind, if so.
async fn preference(
    ctx: &Ctx,
    tx: &mut Tx,
    delivery: &deliveries::Delivery,
    message: &Message,
) -> Result<Option<Withheld>> {
    let Some(person) = delivery.person_id else { return Ok(None) };
    let kind = message.kind();
    if kind.is_optional() && !deliveries::is_wanted(tx, person, kind).await? {
        return Ok(Some(Withheld::Preference));
    }
    if matches!(kind, MessageKind::Broadcast | MessageKind::Hosts) {
        let since = ctx.now.plus_days(-1);
        let had = deliveries::count_sent(tx, person, kind, delivery.community_id, since).await?;
        if had >= copia_domain::notifications::BROADCASTS_A_DAY {
            return Ok(Some(Withheld::Cap));
        }
    }
    Ok(None)
}

/// Writes the letter, in its reader's language.
async fn compose(ctx: &Ctx, tx: &mut Tx, person: Option<PersonId>, message: &Message) -> Result<Composed> {
    let reader = match person {
        Some(person) => people::find(tx, person).await?,
        None => None,
    };
    let language = reader.as_ref().and_then(|reader| reader.language.clone());
    let chosen = language.unwrap_or_else(|| ctx.site.organisation.language.clone());
    let ctx = Ctx { words: ctx.site.catalogue.pick(None, Some(&chosen)), ..ctx.clone() };
    match message {
        Message::SignIn { token } => accounts::letters::sign_in(&ctx, tx, *token).await,
        Message::Membership { letter, event, .. } => {
            memberships::letters::about(&ctx, tx, reader.as_ref(), *letter, *event).await
        }
        Message::Broadcast { broadcast } => {
            memberships::letters::broadcast(&ctx, tx, reader.as_ref(), *broadcast).await
        }
        Message::Registration { registration, step } => {
            registrations::letters::step(&ctx, tx, reader.as_ref(), *registration, *step).await
        }
        Message::Series { registration, segment, news, .. } => {
            registrations::series_letters::news(&ctx, tx, reader.as_ref(), *registration, *segment, *news).await
        }
        Message::FromHosts { broadcast, registration } => {
            registrations::letters::from_hosts(&ctx, tx, reader.as_ref(), *registration, *broadcast).await
        }
        Message::GuestLink { asked } => registrations::letters::guest_link(&ctx, tx, asked).await,
        Message::EventMoved { registration, sequence } => {
            registrations::letters::moved(&ctx, tx, reader.as_ref(), *registration, *sequence).await
        }
        Message::EventReminder { registration, starts_at, reminder } => {
            registrations::letters::reminder(&ctx, tx, reader.as_ref(), *registration, *starts_at, *reminder).await
        }
        Message::LineClosed { registration, starts_at } => {
            registrations::letters::line_closed(&ctx, tx, reader.as_ref(), *registration, *starts_at).await
        }
        Message::SpeakerAsked { speaker, at } => events::speaking::letters::asked(&ctx, tx, *speaker, *at).await,
        Message::SpeakerAnswered { speaker, at } => {
            events::speaking::letters::answered(&ctx, tx, reader.as_ref(), *speaker, *at).await
        }
        Message::EventThanks { registration } => pulse::letters::thanks(&ctx, tx, reader.as_ref(), *registration).await,
        Message::Question { question, step } => {
            rooms::letters::decided(&ctx, tx, reader.as_ref(), *question, *step).await
        }
        Message::QuoteAsked { quote, at } => quotes::letters::asked(&ctx, tx, reader.as_ref(), *quote, *at).await,
        Message::QuoteWithdrawn { quote } => quotes::letters::withdrawn(&ctx, tx, reader.as_ref(), *quote).await,
        Message::StoryOffered { story } => stories::letters::offered(&ctx, tx, reader.as_ref(), *story).await,
        Message::StoryAsked { word } => stories::letters::asked(&ctx, tx, reader.as_ref(), *word).await,
        Message::StoryFollowUp { story } => stories::letters::follow_up(&ctx, tx, reader.as_ref(), *story).await,
        Message::Prompt { prompt } => prompts::letters::ask(&ctx, tx, reader.as_ref(), *prompt).await,
        Message::SurveyInvitation { entry, .. } => {
            surveys::letters::asking(&ctx, tx, reader.as_ref(), *entry, false).await
        }
        Message::SurveyReminder { entry, .. } => {
            surveys::letters::asking(&ctx, tx, reader.as_ref(), *entry, true).await
        }
        Message::SurveyOutcome { wave } => surveys::letters::outcome(&ctx, tx, reader.as_ref(), *wave).await,
        Message::Opening { community } => communities::letters::opening(&ctx, tx, reader.as_ref(), *community).await,
        Message::NotOpening { community } => {
            communities::letters::not_opening(&ctx, tx, reader.as_ref(), *community).await
        }
        Message::ProposalDecided { community } => {
            communities::letters::proposal_decided(&ctx, tx, reader.as_ref(), *community).await
        }
        Message::TermEnding { term } => role_terms::letters::ending(&ctx, tx, reader.as_ref(), *term).await,
        Message::ConfirmAddress { token } => crate::people::letters::confirm_address(&ctx, tx, *token).await,
        Message::AddressNotice { token } => {
            crate::people::letters::address_notice(&ctx, tx, reader.as_ref(), *token).await
        }
    }
}

/// The letter's frame: language, greeting and the line that says why it came.
pub(crate) fn letter(words: &Words, subject: String, name: Option<&str>, why: String) -> Letter {
    Letter {
        language: words.language(),
        direction: words.direction(),
        subject,
        preheader: String::new(),
        greeting: name.map_or_else(
            || words.say("letter-greeting-plain").to_owned(),
            |name| words.say_with("letter-greeting", &[("name", name.into())]),
        ),
        blocks: Vec::new(),
        footer: vec![Line::new(why)],
    }
}

/// The address of somebody as a mailbox; `None` when it cannot be written to.
pub(crate) fn mailbox(address: &str, name: Option<&str>) -> Option<Mailbox> {
    let mailbox = Mailbox::new(address).ok()?;
    match name {
        Some(name) => mailbox.clone().named(name).ok().or(Some(mailbox)),
        None => Some(mailbox),
    }
}

/// A reader of a letter who can be written to, with their mailbox; else why they cannot.
pub(crate) fn reader(reader: Option<&people::Person>) -> Result<(&people::Person, Mailbox), Withheld> {
    let reader = reader.filter(|reader| reader.status == PersonStatus::Current).ok_or(Withheld::PersonLeft)?;
    let address = reader.email.as_deref().ok_or(Withheld::NoAddress)?;
    let mailbox = mailbox(address, Some(&reader.name)).ok_or(Withheld::NoAddress)?;
    Ok((reader, mailbox))
}
