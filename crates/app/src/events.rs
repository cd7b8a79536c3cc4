//! Events of communities: planning and announcing them, what is on, and the calendars that others read.

pub(crate) mod calendars;
mod feeds;
mod page;
mod planning;
mod publishing;
mod series;
pub(crate) mod speaking;
mod team;
mod whats_on;

pub use feeds::{Feed, community_feed, one_event, own_feed, own_feed_link, public_feed, renew_own_feed};
pub use page::{EventPage, page};
pub use planning::{EventForm, EventInput, SPEAKERS, Saved, SpeakerInput, create, edit_form, new_form, save};
pub use publishing::{CallOff, call_off, call_off_form, discard, publish};
pub(crate) use publishing::{due_after, due_near};
pub use series::{SeriesPage, add_session, publish_series, series_page};
pub use speaking::{
    AnswerInput, Slides, SlidesFile, SpeakerLink, SpeakerRow, SpeakerView, SpeakersView, add_slides, answer_as_speaker,
    ask_speaker, look_as_speaker, open_slides, remove_own_slides, remove_slides, speakers,
};
pub use team::{TeamPage, add_runner, remove_runner, team};
pub use whats_on::{Ask, Item, View, WhatsOn, coming_of, whats_on};

pub use copia_store::events::{Found, Holder, Listed, Runner, Speaker, series::Segment};

use crate::{Ctx, Error, Result};
use copia_domain::{
    policy::{Role, Standing},
    registrations::Place,
    slug::Slug,
};
use copia_store::{Tx, events};

/// The event with an address as the viewer finds it, and what the viewer may do there. Every use case about an event
/// begins with this.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or the viewer may not know of it.
pub async fn visible(ctx: &Ctx, tx: &mut Tx, slug: &str) -> Result<(Found, Standing)> {
    let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
    let found = events::find_visible(tx, &ctx.viewer, &slug, ctx.today()).await?.ok_or(Error::NotFound)?;
    let standing = ctx.viewer.at_event(found.id, found.roles());
    Ok((found, standing))
}

/// The role in which somebody runs an event, for the audit log.
pub(crate) fn acting(standing: &Standing) -> Role {
    let held = [Role::Host, Role::Lead].into_iter().find(|role| standing.is(*role));
    held.unwrap_or(Role::ProgrammeManager)
}

/// The joining link, where this way of taking part has one.
pub(crate) fn joining(event: &Found, place: Place) -> Option<&str> {
    event.joining_link.as_deref().filter(|_| place == Place::Online)
}

/// When an event is, in words: "Tuesday 4 May 2027, 12:30 to 13:30 (London)". The zone is said where it is not the
/// organisation's.
pub fn when_words(ctx: &Ctx, event: &Found) -> String {
    span_words(ctx, event.starts_at, event.ends_at, &event.zone)
}

/// A span of time in words, on the clocks of a zone.
pub fn span_words(
    ctx: &Ctx,
    starts_at: copia_domain::time::When,
    ends_at: copia_domain::time::When,
    zone: &str,
) -> String {
    let words = &ctx.words;
    let clocks = copia_domain::wall::zone(zone).unwrap_or_else(|| ctx.site.zone.clone());
    let (starts, ends) = (starts_at.local(&clocks), ends_at.local(&clocks));
    let is_same_day = starts.date() == ends.date();
    let ends = if is_same_day { words.time(ends.time()) } else { words.date_time(ends) };
    let parts = [
        ("date", words.long_date(starts.date()).into()),
        ("starts", words.time(starts.time()).into()),
        ("ends", ends.into()),
        ("zone", zone_words(zone).into()),
    ];
    if zone == ctx.site.organisation.time_zone {
        words.say_with("events-span", &parts)
    } else {
        words.say_with("events-span-zone", &parts)
    }
}

/// The city that names a zone: "New York" for `America/New_York`.
pub fn zone_words(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}
