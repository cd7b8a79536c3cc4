//! The events of a demonstration, and what is done near those that are to come.

use super::Filling;
use crate::{
    Error, Result,
    events::{due_after, due_near},
    outbox::Job,
};
use copia_demonstration as demonstration;
use copia_domain::{
    events::State,
    ids::{
        AttendanceId, EventId, EventSeriesId, JobId, RegistrationId, RegistrationStepId, SeatFateId, SegmentId,
        SpeakerId,
    },
    recurrence::{Bound, Pattern, Rule},
    registrations::{Outcome, Place},
    time::When,
};
use copia_store::{
    Tx,
    events::{InSeries, Plan, Speaking},
    jobs,
    programmes::{self, Attended, Event, Fate, Registration, RegistrationStep, Series},
};

pub(super) async fn fill(filling: &Filling<'_>, tx: &mut Tx) -> Result<()> {
    let all = series(filling);
    programmes::series(tx, &all.iter().map(|(_, one)| one.clone()).collect::<Vec<_>>()).await?;
    let rows = filling.programme.events.iter().filter_map(|event| Some((event, row(filling, event, &all)?)));
    let (events, rows): (Vec<_>, Vec<_>) = rows.unzip();
    programmes::events(tx, &rows).await?;
    for (number, (event, row)) in (1..).zip(events.into_iter().zip(&rows)) {
        enqueue(filling, tx, event, row.id).await?;
        super::pulse::fill(filling, tx, event, row.id, number).await?;
        super::rooms::fill(filling, tx, event, row.id).await?;
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        super::records::fill(filling, tx, event, row.id, number).await?;
    }
    Ok(())
}

/// Puts what is done near an announced event into the outbox, and the ends of offers that stand. Whoever comes on the
/// day of the demonstration itself was reminded before it opened.
async fn enqueue(filling: &Filling<'_>, tx: &mut Tx, event: &demonstration::Event, id: EventId) -> Result<()> {
    let mut due: Vec<(Job, When, String)> = Vec::new();
    if event.state == State::Published && event.starts_at >= filling.now.plus_days(1) {
        due.extend(due_near(id, event.starts_at, event.room(Place::InPerson, filling.now).promotion_ends()));
    }
    if event.state == State::Published && event.ends_at() >= filling.now {
        due.push(due_after(id, event.ends_at()));
    }
    for ends in event.registrations.iter().filter_map(|row| row.offer_ends) {
        due.push(crate::registrations::due_at_offers_end(id, ends));
    }
    for (job, run_at, key) in due.iter().filter(|(_, at, _)| *at > filling.now) {
        let payload = serde_json::to_string(job).map_err(|error| Error::Internal(error.to_string()))?;
        let new = jobs::New {
            id: filling.id(JobId::new, filling.now),
            kind: job.kind(),
            payload: &payload,
            unique_key: Some(key),
            lane: None,
            run_at: *run_at,
            created_at: filling.now,
        };
        jobs::add(tx, &new).await?;
    }
    Ok(())
}

/// The series, each once: its sessions have one title.
fn series<'p>(filling: &Filling<'p>) -> Vec<(&'p str, Series)> {
    let mut all: Vec<(&str, Series)> = Vec::new();
    for event in &filling.programme.events {
        let Some(of) = event.series.filter(|_| all.iter().all(|(title, _)| *title != event.title)) else { continue };
        let segment = filling.id(SegmentId::new, event.created_at);
        let one = Series {
            id: filling.id(EventSeriesId::new, event.created_at),
            uid: format!("{segment}@{}", filling.programme.organisation.email_domain),
            segment,
            rule: Rule { pattern: Pattern::Weekly { every: of.weeks }, bound: Bound::Count(of.sessions) },
            plan: Plan { local_start: of.first, ..plan(event) },
            created_by: event.team.first().and_then(|(person, _)| filling.person(*person)),
            created_at: event.created_at,
        };
        all.push((event.title, one));
    }
    all
}

fn row<'p>(filling: &Filling<'p>, event: &'p demonstration::Event, all: &[(&'p str, Series)]) -> Option<Event<'p>> {
    let series = all.iter().find(|(title, _)| event.series.is_some() && *title == event.title);
    let slot = event.local_start;
    let series = series.map(|(_, one)| InSeries { series: one.id, segment: one.segment, slot });
    let id = filling.id(EventId::new, event.created_at);
    let registrations: Option<Vec<_>> = event.registrations.iter().map(|row| registration(filling, row)).collect();
    let registrations = registrations?;
    let communities: Option<Vec<_>> = event.communities.iter().map(|held| filling.community(*held)).collect();
    let team: Option<Vec<_>> =
        event.team.iter().map(|(person, role)| Some((filling.person(*person)?, *role))).collect();
    let speakers = event.speakers.iter().map(|speaker| Speaking {
        id: filling.id(SpeakerId::new, event.created_at),
        person: speaker.person.and_then(|person| filling.person(person)),
        name: speaker.name.clone(),
        affiliation: speaker.affiliation.to_owned(),
        email: None,
        state: speaker.state,
    });
    let speakers = speakers.collect();
    let fates = event.fates.iter().filter_map(|fate| {
        Some(Fate {
            id: filling.id(SeatFateId::new, fate.at),
            place: fate.place,
            at: fate.at,
            seats: fate.seats,
            outcome: match fate.outcome {
                Outcome::Given(index) => Outcome::Given(registrations.get(index)?.id),
                Outcome::Unfilled(why) => Outcome::Unfilled(why),
            },
        })
    });
    let fates = fates.collect();
    let attended = event.attended.iter().filter_map(|one| {
        Some(Attended {
            id: filling.id(AttendanceId::new, one.at),
            person: registrations.get(one.registration)?.person,
            way: one.way,
            at: one.at,
            minutes: one.minutes,
        })
    });
    let attended = attended.collect();
    Some(Event {
        id,
        slug: &event.slug,
        uid: format!("{id}@{}", filling.programme.organisation.email_domain),
        state: event.state,
        plan: plan(event),
        communities: communities?,
        team: team?,
        speakers,
        created_at: event.created_at,
        published_at: event.published_at,
        called_off: event.called_off,
        series,
        registrations,
        fates,
        attended,
        others: event.others,
    })
}

fn plan(event: &demonstration::Event) -> Plan {
    Plan {
        kind: event.kind,
        audience: event.audience,
        title: event.title.to_owned(),
        summary: event.summary.to_owned(),
        description: event.description.to_owned(),
        preparation: event.preparation.to_owned(),
        local_start: event.local_start,
        is_second: false,
        zone: event.zone.to_owned(),
        minutes: event.minutes,
        starts_at: event.starts_at,
        ends_at: event.ends_at(),
        format: event.format,
        place: event.place.map(str::to_owned),
        joining_link: event.joining_link.clone(),
        seats: event.seats.map(i64::from),
        online_seats: None,
        policy: event.policy,
        offer_hours: event.offer_hours,
        closes_at: None,
        is_recorded: event.is_recorded,
        seeks_speakers: event.seeks_speakers,
    }
}

fn registration<'p>(filling: &Filling<'p>, row: &'p demonstration::Registration) -> Option<Registration<'p>> {
    let steps = row.steps.iter().map(|step| RegistrationStep {
        id: filling.id(RegistrationStepId::new, step.at),
        event: step.event,
        cause: step.cause,
        change: step.change,
        at: step.at,
    });
    let steps: Vec<_> = steps.collect();
    Some(Registration {
        id: filling.id(RegistrationId::new, steps.first()?.at),
        person: filling.person(row.person)?,
        place: row.place,
        number: row.number,
        offer_ends: row.offer_ends,
        needs: row.needs,
        steps,
    })
}
