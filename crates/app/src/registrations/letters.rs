//! The letters about places at events, each with the entry that it puts into a calendar or takes out of it.

use super::{Asked, GuestLink, PlaceLink, Registration, series_letters::Own};
use crate::{
    Ctx, Result,
    events::{Found, calendars, joining, when_words},
    notifications::{Addressed, Composed, Message, letter, mailbox, reader},
    people::name_within,
};
use copia_domain::{
    events::{Reminder, State as EventState},
    ids::{BroadcastId, RegistrationId, RegistrationStepId, SegmentId, SeriesRegistrationId},
    notifications::Withheld,
    registrations::{Change, Event, Method, Place, State},
    time::When,
};
use copia_mail::{Block, CalendarPart, Letter, Line, Mailbox};
use copia_store::{
    Tx,
    events::{self, series as stored},
    people::Person,
    registrations::{self, StepRow},
};
use copia_text::key;

/// Whom a letter goes to: somebody known here, or a guest.
pub(crate) struct To {
    name: String,
    mailbox: Mailbox,
}

/// What every letter about a place needs.
pub(crate) struct About {
    to: To,
    pub(crate) row: Registration,
    pub(crate) event: Found,
}

impl About {
    /// The series that the place is part of, and the calendar object that says so; the person's calendar has that
    /// instead of the event's own.
    fn segment(&self) -> Option<(SeriesRegistrationId, SegmentId)> {
        self.row.series_registration_id.zip(self.event.segment_id)
    }
}

/// The person's object for the whole series.
async fn series_part(
    ctx: &Ctx,
    tx: &mut Tx,
    about: &About,
    series: SeriesRegistrationId,
    segment: SegmentId,
) -> Result<Option<CalendarPart>> {
    let own = Own::read(ctx, tx, series, segment).await?;
    own.part(ctx, (&about.to.name, about.to.mailbox.address()))
}

/// Whether the person's calendar has been sent the object as it is.
async fn is_series_told(tx: &mut Tx, series: SeriesRegistrationId, segment: SegmentId) -> Result<bool> {
    let entry = stored::entry(tx, series, segment).await?;
    let object = stored::segment(tx, segment).await?;
    let now = object.map_or(0, |object| object.sequence) + entry.revision;
    Ok(entry.told_sequence.is_some_and(|told| told >= now))
}

pub(crate) async fn about(
    ctx: &Ctx,
    tx: &mut Tx,
    person: Option<&Person>,
    id: RegistrationId,
) -> Result<std::result::Result<About, Withheld>> {
    let Some(row) = registrations::get(tx, id).await? else { return Ok(Err(Withheld::Overtaken)) };
    let to = match row.guest_id {
        Some(guest) => match registrations::find_guest(tx, guest).await? {
            Some(guest) => mailbox(&guest.email, Some(&guest.name)).map(|mailbox| To { name: guest.name, mailbox }),
            None => None,
        }
        .ok_or(Withheld::NoAddress),
        None => reader(person).map(|(person, mailbox)| To { name: person.name.clone(), mailbox }),
    };
    let to = match to {
        Ok(to) => to,
        Err(withheld) => return Ok(Err(withheld)),
    };
    let event = events::find(tx, &ctx.viewer, row.event_id, ctx.today()).await?;
    Ok(event.map(|event| About { to, row, event }).ok_or(Withheld::Overtaken))
}

/// The letter about one step of a registration.
pub(crate) async fn step(
    ctx: &Ctx,
    tx: &mut Tx,
    person: Option<&Person>,
    id: RegistrationId,
    step: RegistrationStepId,
) -> Result<Composed> {
    let about = match about(ctx, tx, person, id).await? {
        Ok(about) => about,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let Some(step) = registrations::find_step(tx, step).await? else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let (subject, opening) = sentences(&step);
    let mut letter = open(ctx, &about, subject, opening);
    letter.blocks.extend(step.note.clone().map(Block::Quote));
    if step.state == State::CalledOff {
        letter.blocks.extend(about.event.reason.clone().map(Block::Quote));
    }
    if step.state == State::Waiting {
        let ahead = registrations::ahead(tx, &about.row).await?;
        let place = [("place", (ahead + 1).into())];
        letter.blocks.push(Block::Paragraph(ctx.words.say_with("letter-place-in-line", &place)));
        letter.blocks.push(Block::Paragraph(ctx.words.say("letter-place-no-entry").to_owned()));
    }
    if let (State::Offered, Some(ends)) = (step.state, about.row.offer_ends_at) {
        let until = [("until", ctx.words.date_time(ends.local(&ctx.site.zone)).into())];
        letter.blocks.push(Block::Paragraph(ctx.words.say_with("letter-place-offer-until", &until)));
    }
    facts(ctx, &about, &step, &mut letter);
    if step.state.is_live() {
        manage(ctx, &about, step.state, &mut letter);
    } else {
        let label = ctx.words.say("letter-place-event-button").to_owned();
        letter.blocks.push(Block::Button { label, url: ctx.url(&format!("/events/{}", about.event.slug)) });
    }
    let change = Change { from: step.previous, to: step.state };
    let part = match (change.method(), about.segment()) {
        (None, _) => None,
        (Some(_), Some((series, segment))) => series_part(ctx, tx, &about, series, segment).await?,
        (Some(method), None) => Some(part(ctx, &about, step.sequence, method)?),
    };
    Ok(finished(about, letter, part))
}

/// The subject and the first sentence of the letter about a step.
const fn sentences(step: &StepRow) -> (&'static str, &'static str) {
    match (step.event, step.state) {
        (Event::Promote, _) => (key("letter-place-promoted-subject"), key("letter-place-promoted-opening")),
        (Event::Bump, _) => (key("letter-place-bumped-subject"), key("letter-place-bumped-opening")),
        (Event::ChangePlace, State::Confirmed) => {
            (key("letter-place-changed-subject"), key("letter-place-changed-opening"))
        }
        (_, State::Confirmed) => (key("letter-place-confirmed-subject"), key("letter-place-confirmed-opening")),
        (_, State::Waiting) => (key("letter-place-waiting-subject"), key("letter-place-waiting-opening")),
        (_, State::Offered) => (key("letter-place-offered-subject"), key("letter-place-offered-opening")),
        (_, State::Withdrawn) => (key("letter-place-withdrawn-subject"), key("letter-place-withdrawn-opening")),
        (_, State::Lapsed) => (key("letter-place-lapsed-subject"), key("letter-place-lapsed-opening")),
        (_, State::Removed) => (key("letter-place-removed-subject"), key("letter-place-removed-opening")),
        (_, State::CalledOff) => (key("letter-place-called-off-subject"), key("letter-place-called-off-opening")),
    }
}

/// The letter that an event has moved, with the entry that moves with it. Whoever has been told of this or a later
/// state of things is not told again.
pub(crate) async fn moved(
    ctx: &Ctx,
    tx: &mut Tx,
    person: Option<&Person>,
    id: RegistrationId,
    sequence: i64,
) -> Result<Composed> {
    let about = match about(ctx, tx, person, id).await? {
        Ok(about) => about,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let entry = sequence + about.row.revision;
    let is_told = match about.segment() {
        Some((series, segment)) => is_series_told(tx, series, segment).await?,
        None => about.row.told_sequence.is_some_and(|told| told >= entry),
    };
    let is_on = about.row.state == State::Confirmed && about.event.state == EventState::Published;
    if is_told || !is_on || about.event.sequence != sequence {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    }
    let mut letter = open(ctx, &about, key("letter-place-moved-subject"), key("letter-place-moved-opening"));
    lines(ctx, &about, about.row.place, true, &mut letter);
    manage(ctx, &about, State::Confirmed, &mut letter);
    let part = match about.segment() {
        Some((series, segment)) => series_part(ctx, tx, &about, series, segment).await?,
        None => Some(part(ctx, &about, entry, Method::Request)?),
    };
    Ok(finished(about, letter, part))
}

/// The letter that reminds of an event, with what to prepare.
pub(crate) async fn reminder(
    ctx: &Ctx,
    tx: &mut Tx,
    person: Option<&Person>,
    id: RegistrationId,
    starts_at: When,
    which: Reminder,
) -> Result<Composed> {
    let about = match about(ctx, tx, person, id).await? {
        Ok(about) => about,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let is_on = about.row.state == State::Confirmed && about.event.state == EventState::Published;
    if !is_on || about.event.starts_at != starts_at || ctx.now >= starts_at {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    }
    let (subject, opening) = match which {
        Reminder::Day => (key("letter-reminder-day-subject"), key("letter-reminder-day-opening")),
        Reminder::Hour => (key("letter-reminder-hour-subject"), key("letter-reminder-hour-opening")),
    };
    let mut letter = open(ctx, &about, subject, opening);
    lines(ctx, &about, about.row.place, true, &mut letter);
    if !about.event.preparation.is_empty() {
        letter.blocks.push(Block::Heading(ctx.words.say("letter-reminder-prepare").to_owned()));
        letter.blocks.push(Block::Paragraph(copia_text::markdown::plain(&about.event.preparation)));
    }
    manage(ctx, &about, State::Confirmed, &mut letter);
    Ok(finished(about, letter, None))
}

/// The letter that no seat came free.
pub(crate) async fn line_closed(
    ctx: &Ctx,
    tx: &mut Tx,
    person: Option<&Person>,
    id: RegistrationId,
    starts_at: When,
) -> Result<Composed> {
    let about = match about(ctx, tx, person, id).await? {
        Ok(about) => about,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    if about.row.state != State::Waiting || about.event.starts_at != starts_at {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    }
    let mut letter = open(ctx, &about, key("letter-line-closed-subject"), key("letter-line-closed-opening"));
    let label = ctx.words.say("letter-place-event-button").to_owned();
    letter.blocks.push(Block::Button { label, url: ctx.url(&format!("/events/{}", about.event.slug)) });
    Ok(finished(about, letter, None))
}

pub(crate) fn open(ctx: &Ctx, about: &About, subject: &'static str, opening: &'static str) -> Letter {
    let names = [("event", about.event.title.as_str().into())];
    let why = ctx.words.say("letter-place-why").to_owned();
    let mut letter = letter(&ctx.words, ctx.words.say_with(subject, &names), Some(&about.to.name), why);
    letter.blocks.push(Block::Paragraph(ctx.words.say_with(opening, &names)));
    letter
}

/// When and where it is; nothing for what is over and done with.
fn facts(ctx: &Ctx, about: &About, step: &StepRow, letter: &mut Letter) {
    if step.state.is_live() {
        lines(ctx, about, step.place, step.state == State::Confirmed, letter);
    }
}

/// When it is, and where for this person. The joining link is for those who have a seat online.
fn lines(ctx: &Ctx, about: &About, place: Place, has_seat: bool, letter: &mut Letter) {
    let mut lines = vec![Line::new(when_words(ctx, &about.event))];
    if place == Place::InPerson {
        lines.extend(about.event.place.clone().map(Line::new));
    } else if let Some(link) = joining(&about.event, place).filter(|_| has_seat) {
        lines.push(Line::link(ctx.words.say("letter-place-join"), link));
    } else {
        lines.push(Line::new(ctx.words.say("letter-place-online")));
    }
    letter.blocks.push(Block::List(lines));
}

/// The button to look after one's place, without signing in.
fn manage(ctx: &Ctx, about: &About, state: State, letter: &mut Letter) {
    let words = &ctx.words;
    let label =
        if state == State::Offered { words.say("letter-place-answer") } else { words.say("letter-place-manage") };
    let url = ctx.url(&PlaceLink::new(ctx, about.row.id).path());
    letter.blocks.push(Block::Button { label: label.to_owned(), url });
    letter.blocks.push(Block::Paragraph(words.say("letter-place-link").to_owned()));
}

/// The person's own calendar entry.
fn part(ctx: &Ctx, about: &About, sequence: i64, method: Method) -> Result<CalendarPart> {
    let to = (about.to.name.as_str(), about.to.mailbox.address());
    calendars::entry(ctx, &about.event, &about.row, to, sequence, method)
}

pub(crate) fn finished(about: About, letter: Letter, calendar: Option<CalendarPart>) -> Composed {
    Composed::Letter(Box::new(Addressed { to: about.to.mailbox, letter, calendar }))
}

/// The letter with the link that proves a guest's address.
pub(crate) async fn guest_link(ctx: &Ctx, tx: &mut Tx, asked: &Asked) -> Result<Composed> {
    let guest = registrations::find_guest(tx, asked.guest).await?.filter(|guest| !guest.email.is_empty());
    let event = events::find(tx, &ctx.viewer, asked.event, ctx.today()).await?;
    let (Some(guest), Some(event)) = (guest, event) else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    let Some(to) = mailbox(&guest.email, Some(&guest.name)) else {
        return Ok(Composed::Withheld(Withheld::NoAddress));
    };
    let words = &ctx.words;
    let names = [("event", event.title.as_str().into())];
    let why = words.say("letter-guest-why").to_owned();
    let mut letter = letter(words, words.say_with("letter-guest-subject", &names), Some(&guest.name), why);
    letter.blocks.push(Block::Paragraph(words.say_with("letter-guest-opening", &names)));
    letter.blocks.push(Block::List(vec![Line::new(when_words(ctx, &event))]));
    let url = ctx.url(&GuestLink::new(ctx, asked.clone()).path());
    letter.blocks.push(Block::Button { label: words.say("letter-guest-button").to_owned(), url });
    let hours = [("hours", super::GUEST_LINK_HOURS.into())];
    letter.blocks.push(Block::Paragraph(words.say_with("letter-guest-link", &hours)));
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}

/// Keeps which SEQUENCE the person's calendar was sent with a message, so that an update that says no more is not sent.
pub(crate) async fn sent(tx: &mut Tx, message: &Message) -> Result<()> {
    match message {
        Message::Registration { registration, step } => {
            let step = registrations::find_step(tx, *step).await?;
            let is_heard = |step: &StepRow| Change { from: step.previous, to: step.state }.method().is_some();
            match step.filter(is_heard) {
                Some(step) => step_sent(tx, *registration, step.sequence).await,
                None => Ok(()),
            }
        }
        Message::EventMoved { registration, sequence } => match registrations::get(tx, *registration).await? {
            // Of a series it is not known which of its changes the letter still told of.
            Some(row) if row.series_registration_id.is_none() => {
                Ok(registrations::told(tx, row.id, sequence + row.revision).await?)
            }
            _ => Ok(()),
        },
        Message::Series { registration, segment, sequence, .. } => {
            Ok(stored::told(tx, *registration, *segment, *sequence).await?)
        }
        _ => Ok(()),
    }
}

async fn step_sent(tx: &mut Tx, registration: RegistrationId, sequence: i64) -> Result<()> {
    let row = registrations::get(tx, registration).await?;
    let Some(series) = row.as_ref().and_then(|row| row.series_registration_id) else {
        return Ok(registrations::told(tx, registration, sequence).await?);
    };
    match stored::segment_of(tx, registration).await? {
        Some(segment) => Ok(stored::told(tx, series, segment, sequence).await?),
        None => Ok(()),
    }
}

/// A host's message to one of those who registered, unless they come no more.
pub(crate) async fn from_hosts(
    ctx: &Ctx,
    tx: &mut Tx,
    person: Option<&Person>,
    id: RegistrationId,
    broadcast: BroadcastId,
) -> Result<Composed> {
    let about = match about(ctx, tx, person, id).await? {
        Ok(about) => about,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let message = copia_store::broadcasts::find(tx, broadcast).await?;
    let Some(message) = message.filter(|_| about.row.state.is_live()) else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    let words = &ctx.words;
    let author = name_within(words, &message.author);
    let names = [("event", about.event.title.as_str().into()), ("author", author.into())];
    let why = words.say("letter-place-why").to_owned();
    let mut letter = letter(words, message.subject.clone(), Some(&about.to.name), why);
    letter.blocks = crate::memberships::letters::blocks(&message.body);
    letter.blocks.push(Block::Rule);
    letter.blocks.push(Block::Paragraph(words.say_with("letter-hosts-from", &names)));
    let answers = message.author_email.as_deref().and_then(|address| mailbox(address, Some(&message.author)));
    let letter = Box::new(Addressed { to: about.to.mailbox, letter, calendar: None });
    Ok(Composed::Written { letter, answers })
}
