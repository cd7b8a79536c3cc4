//! Taking in events with everybody who registered.

use super::changed;
use crate::{
    Result, Tx,
    events::{InSeries, Plan, Speaking, plan_args},
};
use copia_domain::{
    attendance::Way,
    events::{State, TeamRole},
    ids::{
        AttendanceId, CommunityId, EventId, EventSeriesId, PersonId, RegistrationId, RegistrationStepId, SeatFateId,
        SegmentId,
    },
    recurrence::Rule,
    registrations::{self, Cause, Outcome, Place},
    slug::Slug,
    time::When,
};

statements! {
    SERIES = "INSERT INTO event_series (id, created_by_id, created_at, version) VALUES ($1, $2, $3, 1)";
    SEGMENT = "INSERT INTO event_segments (id, series_id, position, uid, sequence, rule, first_local, zone, minutes, title,
                 summary, place, joining_link, changed_at)
               VALUES ($1, $2, 1, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    EVENT = "INSERT INTO events (id, slug, state, kind, audience, title, title_key, summary, description, preparation,
               local_start, is_second, zone, minutes, starts_at, ends_at, format, place, joining_link, seats,
               online_seats, policy, offer_hours, closes_at, is_recorded, seeks_speakers, uid, sequence,
               created_by_id, created_at, published_at, called_off_at, reason, changed_at, version, series_id, segment_id,
               slot)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
               $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38)";
    HOLDER = "INSERT INTO event_communities (event_id, community_id, position) VALUES ($1, $2, $3)";
    RUNNER = "INSERT INTO event_team (event_id, person_id, role, since) VALUES ($1, $2, $3, $4)";
    SPEAKER = "INSERT INTO event_speakers (id, event_id, position, person_id, name, affiliation, email, state)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    REGISTRATION = "INSERT INTO registrations (id, event_id, person_id, place, state, number, registered_at, since,
                      offer_ends_at, revision, told_sequence, needs, version)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    REGISTRATION_STEP = "INSERT INTO registration_steps (id, registration_id, event, cause, previous, state, place, sequence,
                           at, actor_id)
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    FATE = "INSERT INTO seat_fates (id, event_id, place, at, seats, unfilled, registration_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ATTENDANCE = "INSERT INTO attendances (id, event_id, person_id, way, at, minutes) VALUES ($1, $2, $3, $4, $5, $6)";
    TOTALS = "INSERT INTO event_attendance (event_id, came, others) VALUES ($1, $2, $3)";
    COUNTS = "INSERT INTO event_counts (event_id, last_number, in_person_held, in_person_waiting, online_held,
                online_waiting)
              SELECT e.id, coalesce(max(r.number), 0),
                count(r.id) FILTER (WHERE r.place = 'in_person' AND r.state IN ('confirmed', 'offered')),
                count(r.id) FILTER (WHERE r.place = 'in_person' AND r.state = 'waiting'),
                count(r.id) FILTER (WHERE r.place = 'online' AND r.state IN ('confirmed', 'offered')),
                count(r.id) FILTER (WHERE r.place = 'online' AND r.state = 'waiting')
              FROM events e LEFT JOIN registrations r ON r.event_id = e.id GROUP BY e.id";
}

/// A series of which the sessions follow.
#[derive(Debug, Clone)]
pub struct Series {
    /// Which series.
    pub id: EventSeriesId,
    /// Its calendar object.
    pub segment: SegmentId,
    /// The name of that.
    pub uid: String,
    /// Its rule.
    pub rule: Rule,
    /// What its first session says.
    pub plan: Plan,
    /// Who planned it.
    pub created_by: Option<PersonId>,
    /// Since when it is known.
    pub created_at: When,
}

/// Takes series in, before their sessions.
///
/// # Errors
/// [`crate::Error::Taken`] when a calendar name occurs twice.
pub async fn series(tx: &mut Tx, all: &[Series]) -> Result<()> {
    tx.insert_all(SERIES, all.iter().map(|one| args![one.id, one.created_by, one.created_at])).await?;
    let segments = all.iter().map(|one| {
        let plan = &one.plan;
        args![
            one.segment,
            one.id,
            one.uid.clone(),
            one.rule.word(),
            plan.local_start,
            &plan.zone,
            plan.minutes,
            &plan.title,
            &plan.summary,
            plan.place.clone(),
            plan.joining_link.clone(),
            one.created_at
        ]
    });
    tx.insert_all(SEGMENT, segments).await
}

/// An event with everything that its page says.
#[derive(Debug, Clone)]
pub struct Event<'a> {
    /// Which event.
    pub id: EventId,
    /// Its address.
    pub slug: &'a Slug,
    /// The name of its calendar object.
    pub uid: String,
    /// Where it stands.
    pub state: State,
    /// What its host says about it.
    pub plan: Plan,
    /// Who holds it; the first one answers for it.
    pub communities: Vec<CommunityId>,
    /// Who runs it; the first one planned it.
    pub team: Vec<(PersonId, TeamRole)>,
    /// Who speaks.
    pub speakers: Vec<Speaking>,
    /// Since when it is known.
    pub created_at: When,
    /// When it was announced.
    pub published_at: Option<When>,
    /// When it was called off, and why.
    pub called_off: Option<(When, &'a str)>,
    /// Where it belongs in a series.
    pub series: Option<InSeries>,
    /// Everybody who ever registered.
    pub registrations: Vec<Registration<'a>>,
    /// What became of freed seats.
    pub fates: Vec<Fate>,
    /// Who was there.
    pub attended: Vec<Attended>,
    /// How many others were there, whom nobody knows by name.
    pub others: u32,
}

/// That somebody was at an event.
#[derive(Debug, Clone, Copy)]
pub struct Attended {
    /// Which entry.
    pub id: AttendanceId,
    /// Who.
    pub person: PersonId,
    /// How it is known.
    pub way: Way,
    /// When it was recorded.
    pub at: When,
    /// Minutes that a report measured.
    pub minutes: Option<i64>,
}

/// A place at an event, or in line for one.
#[derive(Debug, Clone)]
pub struct Registration<'a> {
    /// Which registration.
    pub id: RegistrationId,
    /// Whose.
    pub person: PersonId,
    /// For which way of taking part.
    pub place: Place,
    /// Its place in the order of coming.
    pub number: i64,
    /// When the offer ends, if one stands.
    pub offer_ends: Option<When>,
    /// What the person needs.
    pub needs: Option<&'a str>,
    /// What happened to it, in order.
    pub steps: Vec<RegistrationStep>,
}

/// Something that happened to a registration.
#[derive(Debug, Clone, Copy)]
pub struct RegistrationStep {
    /// Which step.
    pub id: RegistrationStepId,
    /// What.
    pub event: registrations::Event,
    /// By whose doing.
    pub cause: Cause,
    /// What came of it.
    pub change: registrations::Change,
    /// When.
    pub at: When,
}

/// What became of freed seats.
#[derive(Debug, Clone, Copy)]
pub struct Fate {
    /// Which entry.
    pub id: SeatFateId,
    /// Of which way of taking part.
    pub place: Place,
    /// When.
    pub at: When,
    /// How many.
    pub seats: u32,
    /// What became of them.
    pub outcome: Outcome<RegistrationId>,
}

/// Takes events in, after the communities and people whom they name, and counts their seats.
///
/// # Errors
/// [`crate::Error::Taken`] when an address or a calendar name occurs twice.
pub async fn events(tx: &mut Tx, events: &[Event<'_>]) -> Result<()> {
    let rows = events.iter().map(|e| {
        let (called_off_at, reason) = e.called_off.unzip();
        let version = 1 + i64::from(e.published_at.is_some()) + i64::from(e.called_off.is_some());
        let mut args = args![e.id, e.slug, e.state];
        args.extend(plan_args(&e.plan));
        args.extend(args![
            e.uid.clone(),
            i64::from(e.called_off.is_some()),
            e.team.first().map(|(person, _)| *person),
            e.created_at,
            e.published_at,
            called_off_at,
            reason,
            called_off_at.or(e.published_at).unwrap_or(e.created_at),
            version,
            e.series.map(|series| series.series),
            e.series.map(|series| series.segment),
            e.series.map(|series| series.slot)
        ]);
        args
    });
    tx.insert_all(EVENT, rows).await?;
    let holders = events.iter().flat_map(|e| (1_i64..).zip(&e.communities).map(|(at, held)| args![e.id, *held, at]));
    tx.insert_all(HOLDER, holders).await?;
    let team = events.iter().flat_map(|e| e.team.iter().map(|(who, role)| args![e.id, *who, *role, e.created_at]));
    tx.insert_all(RUNNER, team).await?;
    let speakers = events.iter().flat_map(|e| {
        (1_i64..).zip(&e.speakers).map(|(position, s)| {
            args![s.id, e.id, position, s.person, &s.name, &s.affiliation, s.email.clone(), s.state]
        })
    });
    tx.insert_all(SPEAKER, speakers).await?;
    registrations(tx, events).await?;
    let fates = events.iter().flat_map(|e| {
        e.fates.iter().map(|fate| {
            let (unfilled, given) = match fate.outcome {
                Outcome::Given(registration) => (None, Some(registration)),
                Outcome::Unfilled(why) => (Some(why), None),
            };
            args![fate.id, e.id, fate.place, fate.at, fate.seats, unfilled, given]
        })
    });
    tx.insert_all(FATE, fates).await?;
    attendance(tx, events).await?;
    tx.execute(COUNTS, args![]).await?;
    changed(tx, events.iter().map(|e| ("event", e.id.0, e.created_at))).await
}

async fn attendance(tx: &mut Tx, events: &[Event<'_>]) -> Result<()> {
    let rows = events
        .iter()
        .flat_map(|e| e.attended.iter().map(|one| args![one.id, e.id, one.person, one.way, one.at, one.minutes]));
    tx.insert_all(ATTENDANCE, rows).await?;
    let held = events.iter().filter(|e| !e.attended.is_empty() || e.others > 0);
    let totals = held.map(|e| args![e.id, i64::try_from(e.attended.len()).unwrap_or(i64::MAX), e.others]);
    tx.insert_all(TOTALS, totals).await
}

async fn registrations(tx: &mut Tx, events: &[Event<'_>]) -> Result<()> {
    let every = || events.iter().flat_map(|e| e.registrations.iter().map(move |row| (e, row)));
    let rows = every().filter_map(|(e, row)| {
        let (first, last) = (row.steps.first()?, row.steps.last()?);
        let sequences = sequences(row);
        let version = i64::try_from(row.steps.len()).unwrap_or(i64::MAX);
        let told = row.steps.iter().zip(&sequences).rev().find(|(step, _)| step.change.method().is_some());
        Some(args![
            row.id,
            e.id,
            row.person,
            row.place,
            last.change.to,
            row.number,
            first.at,
            last.at,
            row.offer_ends,
            revision(row),
            told.map(|(_, sequence)| *sequence),
            row.needs,
            version
        ])
    });
    tx.insert_all(REGISTRATION, rows).await?;
    let steps = every().flat_map(|(_, row)| {
        row.steps.iter().zip(sequences(row)).map(move |(step, sequence)| {
            let (from, to) = (step.change.from, step.change.to);
            let actor = (step.cause == Cause::Oneself).then_some(row.person);
            args![step.id, row.id, step.event, step.cause, from, to, row.place, sequence, step.at, actor]
        })
    });
    tx.insert_all(REGISTRATION_STEP, steps).await
}

/// How often a person's own entry changed while the event did not.
fn revision(row: &Registration<'_>) -> i64 {
    let later = row.steps.iter().skip(1);
    i64::try_from(later.filter(|step| step.change.method().is_some()).count()).unwrap_or(i64::MAX)
}

/// The SEQUENCE of the person's entry after each step. Calling an event off raises the event's own.
fn sequences(row: &Registration<'_>) -> Vec<i64> {
    let mut sequence = 0;
    let after = row.steps.iter().enumerate().map(|(number, step)| {
        sequence += i64::from(number > 0 && step.change.method().is_some());
        sequence + i64::from(step.event == registrations::Event::CallOff)
    });
    after.collect()
}
