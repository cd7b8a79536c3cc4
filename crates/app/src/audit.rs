//! The audit log for those who check on others: what was done, by whom, in which role, when and from where.

mod export;
mod sentence;

pub use export::{Download, Format, MOST_ROWS, download};
pub use sentence::{ACTIONS, sentence};

use crate::{Ctx, Faults, Result};
use copia_domain::{
    fields::Fault,
    ids::{CommunityId, PersonId},
    policy::{Action, acts::ReadAuditLog},
    time::{Day, When},
};
use copia_store::{
    Tx,
    audit::{self, AuditEvent, Filter},
};
use jiff::tz::TimeZone;

/// Rows on one page.
pub const PAGE: i64 = 50;

/// What the reader asks for, as typed. What is empty does not restrict.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Who did it: a full name or an address.
    pub who: &'a str,
    /// Whom it was about: a full name or an address.
    pub about: &'a str,
    /// In which community, by its id.
    pub community: &'a str,
    /// What was done, such as `membership.accept`.
    pub action: &'a str,
    /// From this day on, where the organisation is.
    pub from: &'a str,
    /// Up to and with this day.
    pub until: &'a str,
}

/// A row of the log in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What happened, as a sentence.
    pub sentence: String,
    /// The row itself.
    pub event: AuditEvent,
}

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// Newest first.
    pub lines: Vec<Line>,
    /// Which page it is, from 1.
    pub page: i64,
    /// Whether another follows.
    pub has_next: bool,
}

/// What the log can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// Communities in it: id and name.
    pub communities: Vec<(CommunityId, String)>,
    /// Every action that the product writes into it.
    pub actions: Vec<&'static str>,
}

/// What the log can be narrowed to.
///
/// # Errors
/// [`crate::Error::Denied`] for anyone but the programme manager and the auditor.
pub async fn choices(ctx: &Ctx) -> Result<Choices> {
    let _permit = ctx.viewer.on_site().permit::<ReadAuditLog>()?;
    let mut tx = ctx.read().await?;
    let communities = audit::communities(&mut tx).await?;
    Ok(Choices {
        communities: communities.into_iter().map(|known| (known.id, known.name)).collect(),
        actions: ACTIONS.iter().map(|(action, _)| *action).collect(),
    })
}

/// A page of the log, newest first. A page beyond the last is empty.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::Invalid`] for dates that are none, and people whom nobody knows.
pub async fn log(ctx: &Ctx, asked: Asked<'_>, page: i64) -> Result<Log> {
    let permit = ctx.viewer.on_site().permit::<ReadAuditLog>()?;
    let mut tx = ctx.read().await?;
    let filter = filter(ctx, &mut tx, asked).await?;
    let offset = (page - 1).max(0).saturating_mul(PAGE);
    // One more than fits tells whether there is another page, without counting the whole log.
    let mut events = audit::list(&mut tx, &permit, &filter, PAGE + 1, offset).await?;
    let fits = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_next = events.len() > fits;
    events.truncate(fits);
    let lines = events.into_iter().map(|event| Line { sentence: sentence(&ctx.words, &event), event });
    Ok(Log { lines: lines.collect(), page, has_next })
}

/// Reads what was typed.
async fn filter(ctx: &Ctx, tx: &mut Tx, asked: Asked<'_>) -> Result<Filter> {
    let mut faults = Faults::new();
    let actors = people(tx, asked.who, "who", &mut faults).await?;
    let people = people(tx, asked.about, "about", &mut faults).await?;
    let community = match asked.community {
        "" => None,
        id => match CommunityId::parse(id) {
            Some(id) => Some(id),
            None => {
                faults.add("community", Fault::NotChoice);
                None
            }
        },
    };
    let from = faults.take("from", day(asked.from));
    let until = faults.take("until", day(asked.until));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        faults.add("until", Fault::EndsBeforeStart);
    }
    faults.check()?;
    let zone = &ctx.site.zone;
    Ok(Filter {
        actors,
        community,
        people,
        action: (!asked.action.is_empty()).then(|| asked.action.to_owned()),
        from: from.map(|day| start(day, zone)),
        until: until.map(|day| start(day.plus_days(1), zone)),
        sees_members: ctx.viewer.on_site().may(Action::SeeMembershipDetails),
    })
}

/// The people of a name or address; a name that nobody has is a fault, so that no rows is never mistaken for nothing
/// having happened.
async fn people(tx: &mut Tx, typed: &str, field: &'static str, faults: &mut Faults) -> Result<Option<Vec<PersonId>>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let named = audit::people_named(tx, typed).await?;
    if named.is_empty() {
        faults.add(field, Fault::Unknown);
    }
    Ok(Some(named))
}

fn day(typed: &str) -> Result<Option<Day>, Fault> {
    let typed = typed.trim();
    if typed.is_empty() { Ok(None) } else { Day::parse(typed).map(Some).ok_or(Fault::NotDate) }
}

/// The first instant of a day in a zone.
fn start(day: Day, zone: &TimeZone) -> When {
    let midnight = day.0.to_zoned(zone.clone());
    midnight.map_or_else(|_| When::noon(day.0), |at| When::from_timestamp(at.timestamp()))
}
