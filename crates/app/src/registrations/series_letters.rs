//! The letters about a series, and the one object that a person's calendar has for it.

use super::{SeriesNews, links::SeriesLink};
use crate::{
    Ctx, Error, Result,
    events::{Found, calendars, when_words},
    notifications::{Addressed, Composed, letter, reader},
};
use copia_domain::{
    events::State as EventState,
    ids::{SegmentId, SeriesRegistrationId},
    notifications::Withheld,
    registrations::{Method, State},
};
use copia_mail::{Block, CalendarPart, Line};
use copia_store::{
    Tx,
    events::series::{self, SeriesPlace},
    people::Person,
};
use copia_text::key;

/// The sessions of one calendar object at which somebody has, or had, a place through the series.
pub(super) struct Own {
    /// Each with the place.
    pub(super) places: Vec<(Found, SeriesPlace)>,
    segment: series::Segment,
    sequence: i64,
    is_known: bool,
}

impl Own {
    pub(super) async fn read(ctx: &Ctx, tx: &mut Tx, id: SeriesRegistrationId, segment: SegmentId) -> Result<Self> {
        let segment = series::segment(tx, segment).await?.ok_or(Error::NotFound)?;
        let entry = series::entry(tx, id, segment.id).await?;
        let sessions = series::all_sessions(tx, &ctx.viewer, segment.series_id, ctx.today()).await?;
        let own = series::places(tx, id).await?;
        let places = sessions.into_iter().filter(|session| session.segment_id == Some(segment.id));
        let with_place = |session: Found| {
            own.iter().find(|place| place.event_id == session.id).map(|place| (session, place.clone()))
        };
        Ok(Self {
            places: places.filter_map(with_place).collect(),
            sequence: segment.sequence + entry.revision,
            is_known: entry.told_sequence.is_some(),
            segment,
        })
    }

    /// What the person's calendar is told: the sessions at which they have a seat, or that there is none left. Nothing
    /// where it knows of none and there is none.
    pub(super) fn part(&self, ctx: &Ctx, to: (&str, &str)) -> Result<Option<CalendarPart>> {
        let has_seat = |(session, place): &&(Found, SeriesPlace)| {
            place.state == State::Confirmed && session.state == EventState::Published
        };
        let seats: Vec<(&Found, _)> =
            self.places.iter().filter(has_seat).map(|(session, place)| (session, place.place)).collect();
        let method = match (seats.is_empty(), self.is_known) {
            (false, _) => Method::Request,
            (true, true) => Method::Cancel,
            (true, false) => return Ok(None),
        };
        calendars::series_entry(ctx, &self.segment, &seats, to, self.sequence, method).map(Some)
    }
}

/// The letter about a calendar object of a series.
pub(crate) async fn news(
    ctx: &Ctx,
    tx: &mut Tx,
    person: Option<&Person>,
    id: SeriesRegistrationId,
    segment: SegmentId,
    news: SeriesNews,
) -> Result<Composed> {
    let Some(row) = series::get(tx, id).await? else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    let (person, mailbox) = match reader(person) {
        Ok(known) => known,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let own = Own::read(ctx, tx, id, segment).await?;
    let part = own.part(ctx, (&person.name, mailbox.address()))?;
    let is_of_use = part.is_some() || news == SeriesNews::Joined;
    if !is_of_use || (row.ended_at.is_some() && news != SeriesNews::Left) {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    }
    let words = &ctx.words;
    let (subject, opening) = match news {
        SeriesNews::Joined => (key("letter-series-joined-subject"), key("letter-series-joined-opening")),
        SeriesNews::Left => (key("letter-series-left-subject"), key("letter-series-left-opening")),
        SeriesNews::Changed => (key("letter-series-changed-subject"), key("letter-series-changed-opening")),
        SeriesNews::CalledOff => (key("letter-series-called-off-subject"), key("letter-series-called-off-opening")),
    };
    let names = [("event", own.segment.title.as_str().into())];
    let why = words.say("letter-place-why").to_owned();
    let mut letter = letter(words, words.say_with(subject, &names), Some(&person.name), why);
    letter.blocks.push(Block::Paragraph(words.say_with(opening, &names)));
    let lines: Vec<Line> = own.places.iter().filter_map(|one| line(ctx, one)).collect();
    if !lines.is_empty() && news != SeriesNews::Left {
        letter.blocks.push(Block::List(lines));
    }
    if row.ended_at.is_none() {
        let url = ctx.url(&SeriesLink::new(ctx, id).path());
        letter.blocks.push(Block::Button { label: words.say("letter-series-manage").to_owned(), url });
        letter.blocks.push(Block::Paragraph(words.say("letter-place-link").to_owned()));
    }
    Ok(Composed::Letter(Box::new(Addressed { to: mailbox, letter, calendar: part })))
}

/// One session that is still to come, with where the reader stands.
fn line(ctx: &Ctx, (session, place): &(Found, SeriesPlace)) -> Option<Line> {
    if session.ends_at <= ctx.now {
        return None;
    }
    let when = [("when", when_words(ctx, session).into())];
    let key = match (session.state, place.state) {
        (EventState::CalledOff, _) => key("letter-series-line-called-off"),
        (_, State::Confirmed) => key("letter-series-line-seat"),
        (_, State::Waiting | State::Offered) => key("letter-series-line-waiting"),
        _ => return None,
    };
    Some(Line::new(ctx.words.say_with(key, &when)))
}
