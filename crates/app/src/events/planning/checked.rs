//! What was typed into the form of an event, read and checked.

use super::{
    EventInput, SPEAKERS,
    clocks::{closing, time},
};
use crate::{Ctx, Error, Faults, Result, communities, events::Found};
use copia_domain::{
    events::{Audience, Format, Kind, MOST_SEATS, OFFER_HOURS, OFFER_HOURS_RANGE, SpeakerState},
    fields::{self, Fault, LINE},
    ids::{CommunityId, PersonId, SpeakerId},
    policy::Action,
    registrations::{Place, Policy},
};
use copia_store::{
    Tx,
    events::{self, Plan, Speaking},
    people, role_terms,
};

/// Characters of a summary at most: a sentence or two.
const SUMMARY: usize = 300;
/// Communities that hold an event at most.
const HOLDERS: usize = 10;

/// What was typed, read and checked.
pub(crate) struct Checked {
    /// What the host says of the event.
    pub(crate) plan: Plan,
    /// Who holds it.
    pub(crate) communities: Vec<CommunityId>,
    /// Who speaks.
    pub(crate) speakers: Vec<Speaking>,
}

/// Reads what was typed. `before` is the event as it stands, if there is one.
pub(crate) async fn check(ctx: &Ctx, tx: &mut Tx, input: &EventInput<'_>, before: Option<&Found>) -> Result<Checked> {
    let mut faults = Faults::new();
    let audience = faults.take("audience", chosen(Audience::from_word(input.audience)).map(Some));
    let communities = holders(ctx, tx, input, before, audience, &mut faults).await?;
    let kind = faults.take("kind", chosen(Kind::from_word(input.kind)).map(Some)).unwrap_or(Kind::LunchAndLearn);
    let title = faults.take("title", fields::line(input.title, 120));
    let summary = faults.take("summary", fields::line(input.summary, SUMMARY));
    let description = faults.take("description", fields::optional_paragraphs(input.description, fields::PARAGRAPHS));
    let preparation = faults.take("preparation", fields::optional_paragraphs(input.preparation, fields::PARAGRAPHS));
    let time = time(ctx, input, &mut faults);
    let format = faults.take("format", chosen(Format::from_word(input.format)).map(Some)).unwrap_or(Format::Both);
    let is_taken = |place: Place| before.is_some_and(|found| found.counts(place) != (0, 0)) && !format.has(place);
    if Place::ALL.iter().any(|place| is_taken(*place)) {
        faults.add("format", Fault::InUse);
    }
    let place = format.has(Place::InPerson).then(|| faults.take("place", fields::line(input.place, LINE)));
    let link = format.has(Place::Online) && !input.joining_link.trim().is_empty();
    let joining_link = link.then(|| faults.take("joining_link", fields::web_address(input.joining_link)));
    let seats = faults.take("seats", seats(input.seats)).filter(|_| format.has(Place::InPerson));
    let online_seats =
        faults.take("online_seats", self::seats(input.online_seats)).filter(|_| format.has(Place::Online));
    let policy = faults.take("policy", chosen(Policy::from_word(input.policy)).map(Some)).unwrap_or(Policy::FirstCome);
    let offer_hours = faults.take("offer_hours", hours(input.offer_hours).map(Some)).unwrap_or(OFFER_HOURS);
    let closes_at = closing(input, &time, &mut faults);
    let speakers = speakers(ctx, tx, input, before, &mut faults).await?;
    faults.check()?;
    let plan = Plan {
        kind,
        audience: audience.unwrap_or(Audience::Staff),
        title,
        summary,
        description: description.unwrap_or_default(),
        preparation: preparation.unwrap_or_default(),
        local_start: time.local_start,
        is_second: time.is_second,
        zone: time.zone,
        minutes: time.minutes,
        starts_at: time.starts_at,
        ends_at: time.ends_at,
        format,
        place,
        joining_link,
        seats,
        online_seats,
        policy,
        offer_hours,
        closes_at,
        is_recorded: input.is_recorded,
        seeks_speakers: input.seeks_speakers,
    };
    Ok(Checked { plan, communities, speakers })
}

fn chosen<T>(choice: Option<T>) -> Result<T, Fault> {
    choice.ok_or(Fault::NotChoice)
}

fn seats(typed: &str) -> Result<Option<i64>, Fault> {
    let Some(typed) = fields::optional_line(typed, 9)? else { return Ok(None) };
    let seats: i64 = typed.parse().map_err(|_| Fault::NotNumber)?;
    if (1..=i64::from(MOST_SEATS)).contains(&seats) { Ok(Some(seats)) } else { Err(Fault::OutOfRange) }
}

fn hours(typed: &str) -> Result<i64, Fault> {
    let Some(typed) = fields::optional_line(typed, 9)? else { return Ok(OFFER_HOURS) };
    let hours: i64 = typed.parse().map_err(|_| Fault::NotNumber)?;
    if OFFER_HOURS_RANGE.contains(&hours) { Ok(hours) } else { Err(Fault::OutOfRange) }
}

/// The communities that hold it. One that is there already stays, though the host may not plan for it.
async fn holders(
    ctx: &Ctx,
    tx: &mut Tx,
    input: &EventInput<'_>,
    before: Option<&Found>,
    audience: Option<Audience>,
    faults: &mut Faults,
) -> Result<Vec<CommunityId>> {
    let held = match before {
        Some(found) => events::holders(tx, found.id).await?,
        None => Vec::new(),
    };
    let mut ids: Vec<CommunityId> = Vec::new();
    for slug in input.communities.iter().filter(|slug| !slug.is_empty()) {
        let known = held.iter().find(|holder| holder.slug.as_str() == *slug);
        let (id, visibility) = match known {
            Some(holder) => (holder.id, holder.visibility),
            None => match communities::visible(ctx, tx, slug).await {
                Ok((found, standing)) if standing.may(Action::PlanEvent) => (found.id, found.visibility),
                Ok(_) => {
                    faults.add("communities", Fault::NotAllowed);
                    continue;
                }
                Err(Error::NotFound) => {
                    faults.add("communities", Fault::Unknown);
                    continue;
                }
                Err(error) => return Err(error),
            },
        };
        if audience.is_some_and(|audience| !audience.fits(visibility)) {
            faults.add("audience", Fault::TooWide);
        }
        if !ids.contains(&id) {
            let at = if *slug == input.answers { 0 } else { ids.len() };
            ids.insert(at, id);
        }
    }
    if ids.is_empty() && faults.of("communities").is_none() {
        faults.add("communities", Fault::Missing);
    }
    if ids.len() > HOLDERS {
        faults.add("communities", Fault::TooLong);
    }
    Ok(ids)
}

/// Who speaks: a colleague where the name or address is one person's, or else a guest. Rows that stay keep their ids
/// and what they have answered.
async fn speakers(
    ctx: &Ctx,
    tx: &mut Tx,
    input: &EventInput<'_>,
    before: Option<&Found>,
    faults: &mut Faults,
) -> Result<Vec<Speaking>> {
    let held = match before {
        Some(found) => events::speakers(tx, found.id).await?,
        None => Vec::new(),
    };
    let mut all: Vec<Speaking> = Vec::new();
    for typed in &input.speakers {
        let Some(name) = faults.take("speakers", fields::optional_line(typed.name, 100)) else { continue };
        let affiliation = faults.take("speakers", fields::optional_line(typed.affiliation, 100)).unwrap_or_default();
        let meant = role_terms::meant(tx, &name).await?;
        let (person, name): (Option<PersonId>, String) = match meant.as_slice() {
            [person] => (Some(*person), people::find(tx, *person).await?.map_or(name, |person| person.name)),
            [] if name.contains('@') => {
                faults.add("speakers", Fault::Unknown);
                continue;
            }
            [] => (None, name),
            _ => {
                faults.add("speakers", Fault::Ambiguous);
                continue;
            }
        };
        let email = if typed.email.trim().is_empty() { Ok(None) } else { fields::address(typed.email).map(Some) };
        let email = faults.take("speakers", email).filter(|_| person.is_none());
        let kept = held.iter().find(|one| one.person_id == person && one.name == name);
        all.push(Speaking {
            id: kept.map_or_else(|| ctx.id(SpeakerId::new), |one| one.id),
            person,
            name,
            affiliation,
            email,
            state: kept.map_or(SpeakerState::Named, |one| one.state),
        });
    }
    if all.len() > SPEAKERS {
        faults.add("speakers", Fault::TooLong);
    }
    Ok(all)
}
