//! What holds for every seed, and what the default demonstration looks like.

mod events;

use std::collections::{BTreeMap, BTreeSet};

use copia_domain::communities::{CharterPart, Stage};
use copia_domain::fields;
use copia_domain::memberships::{Attempt, Cause, Event, JoinRule, Rules, State, transition};
use copia_domain::role_terms::{Notice, TermRole};
use copia_domain::slug::Slug;
use copia_domain::time::{Day, When};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::content::communities::COMMUNITIES;
use crate::content::job_families::JOB_FAMILIES;
use crate::content::names::{FAMILY, GIVEN};
use crate::content::news::NEWS;
use crate::*;

const TODAY: Date = date(2026, 5, 4);

fn default_programme() -> Programme {
    Programme::generate(1, TODAY, 2_500)
}

fn digest(programme: &Programme) -> Vec<u8> {
    Sha256::digest(format!("{programme:?}")).to_vec()
}

#[test]
fn the_same_seed_date_and_size_give_the_same_programme() {
    for people in [FEWEST_PEOPLE, 2_500] {
        let once = digest(&Programme::generate(7, TODAY, people));
        assert_eq!(once, digest(&Programme::generate(7, TODAY, people)));
        assert_ne!(once, digest(&Programme::generate(8, TODAY, people)));
        assert_ne!(once, digest(&Programme::generate(7, date(2026, 5, 5), people)));
    }
}

#[test]
fn the_default_has_the_size_that_the_demonstration_promises() {
    let programme = default_programme();
    assert_eq!(programme.people.len(), 2_500);
    let active = |membership: &&Membership| membership.state.is_active();
    let current: Vec<_> = programme.memberships.iter().filter(active).collect();
    let members: BTreeSet<_> = current.iter().map(|membership| membership.person).collect();
    let core = current.iter().filter(|membership| membership.state == State::ActiveCore).count();
    assert!((2_000..2_450).contains(&members.len()), "{} members", members.len());
    assert!(current.len() > members.len() + 800, "{} memberships", current.len());
    let share = core * 100 / current.len();
    assert!((10..=15).contains(&share), "{share} per cent core");
}

#[test]
fn every_state_and_every_age_of_request_is_there() {
    let programme = default_programme();
    let mut states: BTreeMap<State, usize> = BTreeMap::new();
    for membership in &programme.memberships {
        *states.entry(membership.state).or_default() += 1;
    }
    for state in State::ALL {
        assert!(states.get(state).is_some_and(|many| *many >= 5), "{state}: {states:?}");
    }
    let came_back = |membership: &&Membership| {
        let history = programme.history(membership);
        membership.state.is_active() && history.iter().any(|event| event.event == Event::Leave)
    };
    assert!(programme.memberships.iter().filter(came_back).count() > 20);

    let data = programme.community("data-and-insight").unwrap();
    let midnight = When::noon(TODAY).plus_hours(-12);
    let mut hours: Vec<i64> = programme
        .memberships
        .iter()
        .filter(|membership| membership.community == data && membership.state == State::Asked)
        .map(|membership| midnight.hours_since(programme.history(membership).last().unwrap().at))
        .collect();
    hours.sort_unstable();
    for age in [8, 22, 53, 76, 101, 190] {
        assert!(hours.contains(&age), "{age} in {hours:?}");
    }
}

#[test]
fn joining_has_grown_over_the_years() {
    let programme = default_programme();
    let firsts = |from: Date, until: Date| {
        let within = |at: When| (When::noon(from)..When::noon(until)).contains(&at);
        programme.memberships.iter().filter(|m| within(programme.history(m)[0].at)).count()
    };
    let early = firsts(date(2017, 10, 1), date(2020, 10, 1));
    let late = firsts(date(2023, 4, 1), date(2026, 4, 1));
    assert!(early > 100 && late > 2 * early, "{early} then {late}");
}

#[test]
fn the_personas_are_in_the_situations_that_they_are_for() {
    let programme = default_programme();
    let states = |persona: Persona| -> BTreeMap<&str, State> {
        programme
            .memberships
            .iter()
            .filter(|membership| membership.person == persona.person())
            .map(|m| (programme.communities[usize::from(m.community)].slug, m.state))
            .collect()
    };
    let member = states(Persona::Member);
    assert_eq!(member.values().filter(|state| **state == State::ActiveWider).count(), 3);
    assert_eq!(member.get("data-and-insight"), Some(&State::Asked));
    assert_eq!(member.get("safeguarding-practice"), Some(&State::Declined));
    assert_eq!(states(Persona::CoreMember).get("digital-communications"), Some(&State::ActiveCore));
    assert_eq!(states(Persona::Lead).get("data-and-insight"), Some(&State::ActiveCore));
    assert!(states(Persona::Newcomer).is_empty());

    let newcomer = programme.persona(Persona::Newcomer).unwrap();
    assert_eq!((newcomer.department, newcomer.job_family, newcomer.interests.len()), (None, None, 0));

    let held = |persona: Persona, role| {
        let today = Day(TODAY);
        let terms = programme.role_terms.iter();
        terms.filter(|t| t.person == persona.person() && t.role == role && t.term.is_held_on(today)).count()
    };
    assert_eq!(held(Persona::Manager, TermRole::ProgrammeManager), 1);
    assert_eq!(held(Persona::Lead, TermRole::Lead), 1);
    assert_eq!(held(Persona::Sponsor, TermRole::Sponsor), 2);
    assert_eq!(held(Persona::Editor, TermRole::Editor), 1);
    assert_eq!(held(Persona::Auditor, TermRole::Auditor), 1);
    assert_eq!(held(Persona::Administrator, TermRole::Administrator), 1);

    let data = &programme.communities[usize::from(programme.community("data-and-insight").unwrap())];
    assert_eq!(data.join_rule, JoinRule::Ask);
    for persona in Persona::ALL {
        assert_eq!(Persona::from_slug(persona.slug()), Some(persona));
    }
}

#[test]
fn terms_end_soon_in_some_communities_and_one_has_no_lead() {
    let programme = default_programme();
    let today = Day(TODAY);
    let leads = |slug: &str| {
        let community = programme.community(slug);
        let terms = programme.role_terms.iter();
        terms.filter(|t| t.role == TermRole::Lead && t.community == community && t.term.is_held_on(today)).count()
    };
    assert_eq!(leads("events-management"), 0);
    assert_eq!(leads("impact-and-partnership-development"), 1);
    for community in &programme.communities {
        let expected = match (community.stage(), community.slug) {
            (Stage::Proposed | Stage::Closed | Stage::Merged, _) | (_, "events-management") => 0..=0,
            (Stage::Paused, _) | (_, "impact-and-partnership-development") => 1..=1,
            _ => 2..=4,
        };
        assert!(expected.contains(&leads(community.slug)), "{}", community.slug);
    }
    let soon: BTreeSet<Notice> = programme.role_terms.iter().filter_map(|term| term.term.notice(today)).collect();
    assert_eq!(soon.len(), 3);
    assert!(programme.role_terms.iter().any(|term| term.successor.is_some()));
}

#[test]
fn every_community_has_a_whole_charter_of_its_own() {
    let programme = default_programme();
    let mut purposes = BTreeSet::new();
    for community in &programme.communities {
        let parts: Vec<CharterPart> = community.charter.iter().map(|(part, _)| *part).collect();
        assert_eq!(parts, CharterPart::ALL, "{}", community.slug);
        for (part, text) in &community.charter {
            assert!(fields::paragraphs(text, fields::PARAGRAPHS).is_ok(), "{} {part}", community.slug);
            assert!(text.len() > 60, "{} {part}", community.slug);
        }
        assert!(purposes.insert(community.charter[0].1), "{}", community.slug);
        assert!(Slug::parse(community.slug).is_some());
        for link in &community.links {
            assert!(fields::web_address(&link.address).is_ok());
        }
    }
}

#[test]
fn every_key_in_the_content_is_known() {
    let programme = default_programme();
    for (seed, community) in COMMUNITIES.iter().zip(&programme.communities) {
        assert_eq!(seed.families.len(), community.job_families.len(), "{}", seed.slug);
        assert_eq!(seed.departments.len(), community.departments.len(), "{}", seed.slug);
        assert_eq!(programme.service_areas[community.service_area].key, seed.area);
        assert_eq!(seed.merged_into.is_some(), community.merged_into.is_some());
    }
    let departments: BTreeSet<_> = programme.departments.iter().map(|department| department.key).collect();
    assert_eq!(departments.len(), 40);
    for home in JOB_FAMILIES.iter().flat_map(|family| family.home) {
        assert!(departments.contains(home), "{home}");
    }
    for (news, (.., slug)) in programme.news.iter().zip(&NEWS) {
        assert_eq!(news.community.is_some(), slug.is_some(), "{}", news.title);
    }
    assert!(programme.news.is_sorted_by(|newer, older| newer.on >= older.on));
}

#[test]
fn names_have_many_shapes_and_plain_addresses() {
    let programme = default_programme();
    let names: BTreeSet<String> = programme.people.iter().map(Person::name).collect();
    assert!(names.len() > 2_400, "{}", names.len());
    for sign in ['é', 'ł', 'ø', '\'', '-', 'ş'] {
        assert!(names.iter().any(|name| name.contains(sign)), "{sign}");
    }
    for person in &programme.people {
        let email = person.email();
        assert!(email.is_ascii(), "{email}");
        assert_eq!(fields::address(&email), Ok(email.clone()));
    }
    for name in GIVEN.iter().chain(FAMILY) {
        let folded = copia_domain::fold::fold(name);
        assert!(folded.chars().all(|c| c.is_ascii_lowercase() || " '-".contains(c)), "{name} gives {folded}");
    }
}

/// Replays a history through the domain's machine, with the community's rules as they were at each event.
fn replayed(programme: &Programme, membership: &Membership) -> Option<State> {
    let community = &programme.communities[usize::from(membership.community)];
    let mut state = None;
    for event in programme.history(membership) {
        let day = Day(event.at.day_in(&jiff::tz::TimeZone::UTC));
        let stage = community.stages.iter().rev().find(|change| change.on <= day).unwrap().stage;
        let rules = Rules { join: community.join_rule, core: community.core_rule, intake: stage.intake() };
        let attempt = Attempt { event: event.event, cause: event.cause, reason: event.note, level: None };
        state = Some(transition(state, &attempt, &rules).unwrap().to);
    }
    state
}

fn check(programme: &Programme) -> Result<(), TestCaseError> {
    let today = programme.as_of;
    let midnight = When::noon(today.0).plus_hours(-12);

    let addresses: BTreeSet<String> = programme.people.iter().map(Person::email).collect();
    prop_assert_eq!(addresses.len(), programme.people.len());

    let mut stages: BTreeMap<Stage, usize> = BTreeMap::new();
    for community in &programme.communities {
        *stages.entry(community.stage()).or_default() += 1;
        let steps: Vec<Stage> = community.stages.iter().map(|change| change.stage).collect();
        prop_assert_eq!(steps[0], Stage::Proposed);
        for step in steps.windows(2) {
            prop_assert_eq!(step[0].step(step[1]), Ok(step[1]));
        }
        prop_assert!(community.stages.is_sorted_by(|a, b| a.on < b.on), "{}", community.slug);
        prop_assert!(community.stages.iter().all(|change| change.on < today && !change.reason.is_empty()));
    }
    prop_assert_eq!(programme.communities.len(), 22);
    prop_assert_eq!(programme.service_areas.len(), 10);
    let expected = [
        (Stage::Proposed, 1),
        (Stage::Forming, 2),
        (Stage::Active, 16),
        (Stage::Paused, 1),
        (Stage::Closed, 1),
        (Stage::Merged, 1),
    ];
    prop_assert_eq!(stages, BTreeMap::from(expected));

    let mut pairs = BTreeSet::new();
    let mut events = 0;
    for membership in &programme.memberships {
        prop_assert!(pairs.insert((membership.person, membership.community)), "twice: {membership:?}");
        let history = programme.history(membership);
        events += history.len();
        prop_assert!(history.is_sorted_by(|a, b| a.at < b.at));
        prop_assert!(history.iter().all(|event| event.at < midnight));
        prop_assert_eq!(replayed(programme, membership), Some(membership.state));
        let person = &programme.people[membership.person as usize];
        prop_assert!(person.since <= Day(history[0].at.day_in(&jiff::tz::TimeZone::UTC)));
        for event in history {
            let by = event.by.map(|by| by == membership.person);
            let expected = match event.cause {
                Cause::Oneself => Some(true),
                Cause::Lead => Some(false),
                Cause::System => None,
            };
            prop_assert_eq!(by, expected);
        }
    }
    prop_assert_eq!(events, programme.membership_events.len());

    for term in &programme.role_terms {
        prop_assert!(term.term.ends.is_none_or(|ends| term.term.starts <= ends), "{term:?}");
        prop_assert!(term.term.starts < today);
        prop_assert!(programme.people[term.person as usize].since <= term.term.starts);
        prop_assert_eq!(term.role.is_in_community(), term.community.is_some());
        prop_assert_ne!(term.successor, Some(term.person));
        if let Some(community) = term.community {
            let belongs = pairs.contains(&(term.person, community));
            prop_assert_eq!(belongs, term.role == TermRole::Lead, "{:?}", term);
            if term.role == TermRole::Lead && term.term.is_held_on(today) {
                let state = programme.memberships.iter().find(|m| m.person == term.person && m.community == community);
                prop_assert_eq!(state.map(|m| m.state), Some(State::ActiveCore));
            }
        }
    }
    for waiting in &programme.waiting_for_opening {
        prop_assert_eq!(programme.communities[usize::from(waiting.community)].stage(), Stage::Forming);
        prop_assert!(waiting.at < midnight);
    }
    for persona in Persona::ALL {
        prop_assert!(programme.persona(persona).is_some());
    }
    events::check(programme)
}

#[test]
fn the_default_is_sound() {
    check(&default_programme()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn every_programme_is_sound(seed: u64, people in 0_u32..400, days in 0_i64..20_000) {
        let as_of = Day(date(1990, 1, 1)).plus_days(days).0;
        check(&Programme::generate(seed, as_of, people))?;
    }
}
