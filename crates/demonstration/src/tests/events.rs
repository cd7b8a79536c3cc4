//! What holds for the events of every seed, and what the default demonstration has to look at.

use copia_domain::events::{Audience, Format, MINUTES, State, TeamRole, is_visible};
use copia_domain::policy::{Role, Roles, Viewer};
use copia_domain::registrations::{self, Attempt, Cause, Event as Step, Outcome, Place, Policy, Unfilled, transition};
use copia_domain::wall;

use super::*;
use crate::content::events::{EVENTS, SERIES};

/// How many seats are held, and how many people wait.
fn counts(event: &crate::Event, place: Place) -> (usize, usize) {
    let states = event.registrations.iter().filter(|row| row.place == place).filter_map(Registration::state);
    let states: Vec<_> = states.collect();
    let held = states.iter().filter(|state| state.holds_seat()).count();
    (held, states.iter().filter(|state| **state == registrations::State::Waiting).count())
}

pub(super) fn check(programme: &Programme) -> Result<(), TestCaseError> {
    let midnight = When::noon(programme.as_of.0).plus_hours(-12);
    let mut slugs = BTreeSet::new();
    for event in &programme.events {
        prop_assert!(slugs.insert(event.slug.clone()), "twice: {}", event.slug.as_str());
        happened_before(event, midnight)?;
        is_well_planned(programme, event)?;
        seats_are_kept(event)?;
    }
    let member = |state| {
        let of_member = |row: &&Registration| row.person == Persona::Member.person() && row.state() == Some(state);
        let coming = programme.events.iter().filter(|event| event.starts_at >= midnight);
        coming.filter(|event| event.registrations.iter().any(|row| of_member(&row))).count()
    };
    let states = [registrations::State::Confirmed, registrations::State::Waiting, registrations::State::Offered];
    prop_assert_eq!(states.map(member), [1, 1, 1]);
    Ok(())
}

/// A year of records: most published, some still due, and every one as a host could have made it.
#[test]
fn records_are_as_hosts_make_them() {
    use copia_domain::{captions, records};
    let programme = default_programme();
    let now = When::noon(programme.as_of.0);
    let numbered = (1..).zip(&programme.events);
    let over = programme.events.iter().filter(|event| event.state == State::Published && event.ends_at() < now).count();
    let made: Vec<_> = numbered.filter_map(|(number, event)| crate::records::record(event, number, now)).collect();
    let published = made.iter().filter(|record| record.published_after.is_some()).count();
    assert!(published >= 15 && published < made.len() && made.len() < over, "{published} of {} of {over}", made.len());
    assert!(made.iter().any(|record| record.description.is_some()));
    for record in &made {
        let cues = record.captions.as_deref().map(|text| captions::parse(text).unwrap());
        assert_eq!(cues.is_some(), record.link.is_some());
        assert!(cues.is_none_or(|cues| cues.len() >= 8));
        let chapters = records::chapters(&record.chapters).unwrap();
        assert_eq!(records::chapter_lines(&chapters).is_empty(), record.link.is_none());
    }
}

/// Nothing that is told lies ahead, and what was called off or is in line is still to come.
fn happened_before(event: &crate::Event, midnight: When) -> Result<(), TestCaseError> {
    prop_assert!(
        event.created_at < midnight && event.published_at.is_none_or(|at| event.created_at < at && at < midnight)
    );
    prop_assert!(event.starts_at < midnight || event.ends_at() > midnight, "{} goes on at midnight", event.title);
    let steps = event.registrations.iter().flat_map(|row| &row.steps);
    let since = event.published_at.unwrap_or(midnight);
    prop_assert!(steps.clone().all(|step| since < step.at && step.at < midnight.min(event.starts_at)));
    prop_assert!(event.fates.iter().all(|fate| since < fate.at && fate.at < midnight));
    prop_assert_eq!(event.state == State::CalledOff, event.called_off.is_some());
    prop_assert_eq!(event.state == State::Draft, event.published_at.is_none());
    if let Some((at, reason)) = event.called_off {
        prop_assert!(since < at && at < midnight && !reason.is_empty());
        prop_assert!(event.registrations.iter().all(|row| !row.state().is_some_and(registrations::State::is_live)));
    }
    if event.starts_at < midnight {
        let open = event.registrations.iter().filter(|row| row.state() == Some(registrations::State::Offered));
        prop_assert_eq!(open.count(), 0, "an offer stands for what is over: {}", event.title);
    }
    Ok(())
}

fn is_well_planned(programme: &Programme, event: &crate::Event) -> Result<(), TestCaseError> {
    let zone = wall::zone(event.zone);
    prop_assert_eq!(
        zone.map(|zone| wall::read(event.local_start.0, &zone)),
        Some(wall::Reading::Once(event.starts_at))
    );
    prop_assert!(MINUTES.contains(&event.minutes));
    let date = event.local_start.0.date();
    if Day(date) != programme.as_of {
        let weekday = date.weekday().to_monday_zero_offset();
        prop_assert!((1..=3).contains(&weekday), "{date} is a day on which a holiday can be");
        prop_assert!(!matches!((date.month(), date.day()), (12, 20..) | (1, ..=3)), "{date}");
    }
    prop_assert!(!event.communities.is_empty());
    for community in &event.communities {
        let community = &programme.communities[usize::from(*community)];
        prop_assert!(event.audience.fits(community.visibility), "{} in {}", event.title, community.slug);
    }
    prop_assert_eq!(event.place.is_some(), event.format != Format::Online);
    prop_assert_eq!(event.joining_link.is_some(), event.format != Format::InPerson);
    prop_assert!(event.speakers.iter().all(|speaker| !speaker.name.is_empty()));

    let hosts: Vec<_> = event.team.iter().filter(|(_, role)| *role == TeamRole::Host).collect();
    prop_assert!(!hosts.is_empty());
    let leads = |person: PersonIndex, day: Day| {
        let mut terms = programme.role_terms.iter();
        terms.any(|term| {
            let here = term.community.is_some_and(|community| event.communities.contains(&community));
            term.person == person && term.role == TermRole::Lead && here && term.term.is_held_on(day)
        })
    };
    let planned = Day(event.created_at.day_in(&jiff::tz::TimeZone::UTC));
    let day = if Day(date) < programme.as_of { planned } else { programme.as_of };
    prop_assert!(hosts.iter().all(|(person, _)| leads(*person, day)), "{}", event.title);
    prop_assert!(is_visible(event.state, event.audience, &Viewer::visitor(), Roles::of(&[Role::Host]), false));
    Ok(())
}

/// The registrations are what the machine makes of their steps, and no seat is held that is not there.
fn seats_are_kept(event: &crate::Event) -> Result<(), TestCaseError> {
    let mut people = BTreeSet::new();
    for (row, number) in event.registrations.iter().zip(1..) {
        prop_assert!(people.insert(row.person), "twice at {}", event.title);
        prop_assert_eq!(row.number, number);
        prop_assert!(event.format.has(row.place));
        prop_assert!(row.steps.is_sorted_by(|a, b| a.at < b.at));
        prop_assert_eq!(row.offer_ends.is_some(), row.state() == Some(registrations::State::Offered));
        prop_assert!(!event.team.iter().any(|(person, _)| *person == row.person));
        let mut state = None;
        for step in &row.steps {
            let has_seat = step.event == Step::Register && step.change.to == registrations::State::Confirmed;
            let attempt = Attempt::new(step.event, step.cause).with_seat(has_seat);
            prop_assert_eq!(transition(state, &attempt, &event.rules(step.at)), Ok(step.change));
            state = Some(step.change.to);
        }
    }
    for place in Place::ALL {
        let (held, waiting) = counts(event, *place);
        let capacity = event.room(*place, event.created_at).capacity.map_or(usize::MAX, |seats| seats as usize);
        prop_assert!(held <= capacity, "{held} of {capacity} at {}", event.title);
        let too_late = Outcome::Unfilled(Unfilled::TooLate);
        let was_too_late = event.fates.iter().any(|fate| fate.place == *place && fate.outcome == too_late);
        let is_settled = waiting == 0 || held == capacity || was_too_late;
        prop_assert!(is_settled, "a seat is free and {waiting} wait at {}", event.title);
    }
    let freed = event.registrations.iter().flat_map(|row| &row.steps).filter(|step| {
        let is_called_off = step.event == Step::CallOff;
        step.change.freed() > 0 && !is_called_off
    });
    let told: u32 = event.fates.iter().map(|fate| fate.seats).sum();
    prop_assert_eq!(freed.count(), told as usize, "what became of each freed seat at {}", event.title);
    Ok(())
}

#[test]
fn the_default_has_something_of_everything() {
    let programme = default_programme();
    let midnight = When::noon(TODAY).plus_hours(-12);
    let events = &programme.events;
    let (past, coming): (Vec<_>, Vec<_>) = events.iter().partition(|event| event.starts_at < midnight);
    assert!(past.len() >= 33 && coming.len() >= 16, "{} past, {} to come", past.len(), coming.len());
    assert!(events.iter().all(|event| event.starts_at > midnight.plus_days(-400)));
    let titles: BTreeSet<_> = events.iter().map(|event| event.title).collect();
    assert_eq!(titles.len(), EVENTS.len() + SERIES.len());
    let holders: BTreeSet<_> = events.iter().flat_map(|event| &event.communities).collect();
    assert!(holders.len() >= 16, "{}", holders.len());

    let many = |holds: &dyn Fn(&crate::Event) -> bool| coming.iter().filter(|event| holds(event)).count();
    assert_eq!(many(&|event| event.state == State::Draft), 1);
    assert_eq!(many(&|event| event.state == State::CalledOff && !event.registrations.is_empty()), 1);
    assert_eq!(many(&|event| event.seeks_speakers), 1);
    assert_eq!(many(&|event| event.zone != programme.organisation.time_zone), 1);
    assert_eq!(many(&|event| event.policy == Policy::Offers && counts(event, Place::InPerson).1 > 1), 2);
    assert!(many(&|event| event.communities.len() > 1) >= 3);
    for audience in Audience::ALL {
        assert!(many(&|event| event.audience == *audience) > 0, "{audience}");
    }
    let zone = wall::zone("Europe/London").unwrap();
    let nine = wall::instant(TODAY.at(9, 0, 0, 0), &zone);
    assert_eq!(many(&|event| (nine..nine.plus_hours(1)).contains(&event.starts_at)), 1);
    let later = coming.iter().filter(|event| event.starts_at >= nine.plus_hours(1));
    assert!(
        later.map(|event| event.starts_at).min().unwrap() > midnight.plus_days(2),
        "a reminder would leave at once"
    );

    let steps: BTreeSet<_> =
        events.iter().flat_map(|e| &e.registrations).flat_map(|row| &row.steps).map(|s| s.event).collect();
    for step in [Step::Register, Step::Withdraw, Step::Offer, Step::Accept, Step::Lapse, Step::Promote, Step::CallOff] {
        assert!(steps.contains(&step), "{step}");
    }
    let rows: usize = events.iter().map(|event| event.registrations.len()).sum();
    assert!((1_000..3_000).contains(&rows), "{rows} registrations");
    assert!(events.iter().flat_map(|event| &event.registrations).any(|row| row.needs.is_some()));
}

#[test]
fn the_personas_have_events_to_look_at() {
    let programme = default_programme();
    let midnight = When::noon(TODAY).plus_hours(-12);
    let coming: Vec<_> = programme.events.iter().filter(|event| event.starts_at >= midnight).collect();
    let runs = |persona: Persona, role| {
        let runs = |event: &&&crate::Event| event.team.contains(&(persona.person(), role));
        coming.iter().filter(runs).collect::<Vec<_>>()
    };
    let led = runs(Persona::Lead, TeamRole::Host);
    assert!(led.iter().any(|event| event.state == State::Draft));
    assert!(led.iter().any(|event| event.state == State::Published && event.registrations.len() > 8));
    assert_eq!(runs(Persona::CoreMember, TeamRole::Moderator).len(), 1);

    let of_member = |state| {
        let mut rows = coming.iter().flat_map(|event| event.registrations.iter().map(move |row| (event, row)));
        rows.find(|(_, row)| row.person == Persona::Member.person() && row.state() == Some(state)).unwrap()
    };
    let (event, row) = of_member(registrations::State::Waiting);
    let ahead = |other: &&Registration| other.state() == row.state() && other.number < row.number;
    assert_eq!(event.registrations.iter().filter(ahead).count(), 2);
    let (_, row) = of_member(registrations::State::Offered);
    assert!(row.offer_ends.unwrap() > midnight.plus_days(2));
    assert!(row.steps.iter().any(|step| step.event == Step::Offer && step.cause == Cause::System));
}
