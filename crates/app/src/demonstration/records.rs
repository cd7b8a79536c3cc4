//! The records of events that are over: most are published, some are drafts, and of the latest nobody has begun one.

use super::Filling;
use crate::Result;
use copia_demonstration as demonstration;
use copia_domain::{
    ids::EventId,
    policy::{Permit, Scope},
    records::State,
    time::Day,
};
use copia_store::{
    Tx,
    records::{self, Record},
};

/// Keeps the record of an event.
pub(super) async fn fill(
    filling: &Filling<'_>,
    tx: &mut Tx,
    event: &demonstration::Event,
    id: EventId,
    number: usize,
) -> Result<()> {
    let Some(made) = demonstration::records::record(event, number, filling.now) else { return Ok(()) };
    let ends_at = event.ends_at();
    let published_at = made.published_after.map(|days| ends_at.plus_days(days));
    let changed_at = published_at.unwrap_or_else(|| ends_at.plus_hours(3));
    let record = Record {
        state: if published_at.is_some() { State::Published } else { State::Draft },
        summary: made.summary,
        shows_unspoken: made.link.is_some().then_some(made.description.is_some()),
        link: made.link,
        description: made.description.unwrap_or_default().to_owned(),
        captions: made.captions,
        chapters: made.chapters,
        begins_after: Some(0),
        review_by: made.review_after.map(|days| Day(ends_at.plus_days(days).day_in(&jiff::tz::TimeZone::UTC))),
        published_at,
        ..Record::blank(id, changed_at)
    };
    let permit = Permit::of_the_system(Scope::Event(id), "a demonstration is filled");
    Ok(records::save(tx, &permit, &record, changed_at).await?)
}
