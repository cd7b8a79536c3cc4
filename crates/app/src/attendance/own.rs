//! One's own record: where one was, certificates, and a list of learning to take away.

use crate::{
    Ctx, Error, Result,
    memberships::{Export, Format},
    sheets,
};
use copia_domain::{attendance::credited, events::Kind, slug::Slug};
use copia_store::attendance;
use copia_text::key;

pub use copia_store::attendance::Own as Attended;

/// Where somebody was.
#[derive(Debug, Clone)]
pub struct Record {
    /// Each event, the latest first.
    pub events: Vec<Attended>,
    /// Minutes that they count for together.
    pub minutes: i64,
}

/// Minutes that an attendance counts for.
pub fn minutes(one: &Attended) -> i64 {
    credited(one.minutes, one.length)
}

/// The events at which the viewer was.
///
/// # Errors
/// [`Error::Denied`] to a visitor.
pub async fn my_record(ctx: &Ctx) -> Result<Record> {
    let _permit = ctx.viewer.on_site().permit::<copia_domain::policy::acts::CheckIn>()?;
    let me = ctx.person()?;
    let events = attendance::own(&mut ctx.read().await?, me).await?;
    Ok(Record { minutes: events.iter().map(minutes).sum(), events })
}

/// What the certificate of an event says, for whoever was there.
///
/// # Errors
/// [`Error::NotFound`] for an event at which the viewer was not; [`Error::Denied`] to a visitor.
pub async fn certificate(ctx: &Ctx, slug: &str) -> Result<(Attended, String)> {
    let _permit = ctx.viewer.on_site().permit::<copia_domain::policy::acts::CheckIn>()?;
    let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
    let account = ctx.account.as_ref().ok_or(Error::NotFound)?;
    let one = attendance::own_at(&mut ctx.read().await?, account.person, &slug).await?;
    Ok((one.ok_or(Error::NotFound)?, account.name.clone()))
}

/// The viewer's learning as a file: day, title, community, kind and minutes.
///
/// # Errors
/// As [`my_record`].
pub async fn learning_file(ctx: &Ctx, format: Format) -> Result<Export> {
    let record = my_record(ctx).await?;
    let words = &ctx.words;
    let zone = |name: &str| copia_domain::wall::zone(name).unwrap_or_else(|| ctx.site.zone.clone());
    let lines = record.events.iter().map(|one| {
        vec![
            sheets::Cell::Day(copia_domain::time::Day(one.starts_at.day_in(&zone(&one.zone)))),
            sheets::Cell::Text(one.title.clone()),
            sheets::Cell::Text(one.community.clone().unwrap_or_default()),
            sheets::Cell::Text(words.say(kind_key(one.kind)).to_owned()),
            sheets::Cell::Number(minutes(one)),
        ]
    });
    let headings = [
        words.say("learning-day"),
        words.say("learning-title"),
        words.say("learning-community"),
        words.say("learning-kind"),
        words.say("learning-minutes"),
    ];
    sheets::file(ctx, words.say("learning-file"), "learning", &headings, lines, format)
}

/// The message for a kind of event.
pub(super) const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::LunchAndLearn => key("event-kind-lunch-and-learn"),
        Kind::Webinar => key("event-kind-webinar"),
        Kind::CoreMeeting => key("event-kind-core-meeting"),
        Kind::Workshop => key("event-kind-workshop"),
        Kind::Social => key("event-kind-social"),
        Kind::SponsorMeeting => key("event-kind-sponsor-meeting"),
    }
}
