use super::*;
use crate::{communities, on_both, people, role_terms, sql::Sql};
use copia_domain::{
    communities::{Stage, Visibility},
    events::is_visible,
    ids::{CommunityId, MembershipId, PersonId, RoleTermId, StageChangeId},
    memberships::{self, CoreRule, JoinRule},
    people::PersonStatus,
    policy::{Action, Scope},
    published::PublishedDate,
    role_terms::{Term, TermRole},
};
use uuid::Uuid;

const NOW: When = When::from_micros(1_777_885_200_000_000);

fn today() -> Day {
    Day::parse("2026-05-04").unwrap()
}

async fn person(tx: &mut Tx, n: u128) -> PersonId {
    let id = PersonId(Uuid::from_u128(n));
    let person = people::Person {
        id,
        name: format!("Person {n}"),
        email: None,
        job_title: None,
        department: None,
        job_family: None,
        about: None,
        picture_id: None,
        shows_email: false,
        language: None,
        status: PersonStatus::Current,
        asked_about_work: true,
        created_at: NOW,
        left_at: None,
        version: 1,
    };
    people::create(tx, &person).await.unwrap();
    id
}

async fn community(tx: &mut Tx, n: u128, stage: Stage) -> CommunityId {
    let id = CommunityId(Uuid::from_u128(n));
    let new = communities::NewCommunity {
        id,
        slug: Slug::parse(&format!("community-{n}")).unwrap(),
        name: format!("Community {n}"),
        summary: "For a test.".to_owned(),
        join_rule: JoinRule::Open,
        core_rule: CoreRule::Choose,
        visibility: Visibility::Public,
        sensitive: false,
        proposed_by: None,
        area: None,
        first: communities::FirstStage {
            id: StageChangeId(Uuid::from_u128(n)),
            stage,
            held: PublishedDate::Year(2026),
            actor: None,
            reason: "A test.".to_owned(),
        },
    };
    communities::create(tx, Permit::of_the_system(Scope::Site, "a test"), &new, NOW).await.unwrap();
    id
}

fn plan(audience: Audience) -> Plan {
    Plan {
        kind: Kind::Webinar,
        audience,
        title: "Reading charts".to_owned(),
        summary: "For a test.".to_owned(),
        description: String::new(),
        preparation: String::new(),
        local_start: Local::parse("2026-05-12T12:30").unwrap(),
        is_second: false,
        zone: "Europe/London".to_owned(),
        minutes: 60,
        starts_at: NOW.plus_days(8),
        ends_at: NOW.plus_days(8).plus_hours(1),
        format: Format::Online,
        place: None,
        joining_link: None,
        seats: None,
        online_seats: None,
        policy: Policy::FirstCome,
        offer_hours: 24,
        closes_at: None,
        is_recorded: false,
        seeks_speakers: false,
    }
}

/// What ties a viewer to an event.
#[derive(Debug, Clone, Copy)]
enum Tie {
    Nothing,
    Team(TeamRole),
    Membership(memberships::State),
    /// A term in a community that holds it, from one day to another.
    Term(TermRole, &'static str, Option<&'static str>),
    Registration(registrations::State),
    Speaks,
}

fn ties() -> Vec<Tie> {
    let mut ties = vec![Tie::Nothing, Tie::Speaks];
    ties.extend(TeamRole::ALL.iter().map(|role| Tie::Team(*role)));
    ties.extend(memberships::State::ALL.iter().map(|state| Tie::Membership(*state)));
    ties.extend(registrations::State::ALL.iter().map(|state| Tie::Registration(*state)));
    for role in [TermRole::Lead, TermRole::Sponsor, TermRole::Facilitator] {
        ties.push(Tie::Term(role, "2026-05-04", Some("2026-05-04")));
        ties.push(Tie::Term(role, "2026-01-01", Some("2026-05-03")));
        ties.push(Tie::Term(role, "2026-05-05", None));
    }
    ties
}

const ADD_MEMBERSHIP: Sql = Sql("INSERT INTO memberships (id, community_id, person_id, state, since, version)
    VALUES ($1, $2, $3, $4, $5, 1)");
const ADD_REGISTRATION: Sql = Sql("INSERT INTO registrations (id, event_id, person_id, place, state, number,
    registered_at, since, revision, version) VALUES ($1, $2, $3, 'online', $4, 1, $5, $5, 0, 1)");
const ADD_SPEAKER: Sql = Sql("INSERT INTO event_speakers (id, event_id, position, person_id, name, affiliation, state)
    VALUES ($1, $2, 1, $3, '', '', 'named')");
const SET_STATE: Sql = Sql("UPDATE events SET state = $2 WHERE id = $1");

/// Ties somebody to an event; the roles that the rule has to know of, and whether they are involved.
async fn tie_them(
    tx: &mut Tx,
    tie: Tie,
    n: u128,
    event: EventId,
    community: CommunityId,
    who: PersonId,
) -> (Roles, bool) {
    let id = Uuid::from_u128(n);
    match tie {
        Tie::Nothing => {}
        Tie::Speaks => {
            tx.execute(ADD_SPEAKER, args![id, event, who]).await.unwrap();
            return (Roles::of(&[Role::Speaker]), true);
        }
        Tie::Team(role) => {
            let permit = Permit::of_the_system(Scope::Event(event), "a test");
            add_runner(tx, &permit, event, who, role, NOW).await.unwrap();
            // A moderator looks after the questions of what is announced, and is nobody's guest there.
            let held = Roles::of(&[if role == TeamRole::Host { Role::Host } else { Role::Moderator }]);
            return (held, role == TeamRole::Moderator);
        }
        Tie::Membership(state) => {
            tx.execute(ADD_MEMBERSHIP, args![MembershipId(id), community, who, state, NOW]).await.unwrap();
            let held: &[Role] = match state {
                memberships::State::ActiveCore => &[Role::Member, Role::Core],
                memberships::State::ActiveWider => &[Role::Member],
                _ => &[],
            };
            return (Roles::of(held), false);
        }
        Tie::Registration(state) => {
            tx.execute(ADD_REGISTRATION, args![RegistrationId(id), event, who, state, NOW]).await.unwrap();
            return (Roles::default(), state.is_live());
        }
        Tie::Term(role, starts, ends) => {
            let days = (Day::parse(starts).unwrap(), ends.map(|ends| Day::parse(ends).unwrap()));
            let term = Term::new(days.0, days.1).unwrap();
            let appointment = role_terms::Appointment {
                id: RoleTermId(id),
                person: who,
                community: Some(community),
                role,
                term,
                successor: None,
                note: None,
            };
            role_terms::appoint(tx, Permit::of_the_system(Scope::Site, "a test"), &appointment, NOW).await.unwrap();
            if term.is_held_on(today()) {
                return (role.role().map_or(Roles::default(), |role| Roles::of(&[role])), false);
            }
        }
    }
    (Roles::default(), false)
}

on_both! {
    async fn what_is_found_is_what_the_rule_lets_the_viewer_see(db) {
        let mut tx = db.write().await;
        let manager = Viewer::person(person(&mut tx, 1).await, Roles::of(&[Role::ProgrammeManager]));
        let administrator = Viewer::person(person(&mut tx, 2).await, Roles::of(&[Role::Administrator]));
        let mut number = 10;
        for state in State::ALL {
            for audience in Audience::ALL {
                for tie in ties() {
                    number += 1;
                    let community = community(&mut tx, number, Stage::Active).await;
                    let (id, slug) = (EventId(Uuid::from_u128(number)), Slug::parse(&format!("event-{number}")).unwrap());
                    let (uid, plan) = (number.to_string(), plan(*audience));
                    let new = NewEvent { id, slug: &slug, uid: &uid, plan: &plan, series: None };
                    let permit = Permit::of_the_system(Scope::Community(community), "a test");
                    create(&mut tx, &permit, &new, NOW).await.unwrap();
                    let permit = Permit::of_the_system(Scope::Event(id), "a test");
                    set_communities(&mut tx, &permit, id, &[community]).await.unwrap();
                    tx.execute(SET_STATE, args![id, *state]).await.unwrap();
                    let tied = person(&mut tx, number).await;
                    let (held, involved) = tie_them(&mut tx, tie, number, id, community, tied).await;
                    let none = Roles::default();
                    let viewers = [
                        (Viewer::person(tied, none), held, involved),
                        (Viewer::visitor(), none, false),
                        (manager, none, false),
                        (administrator, none, false),
                    ];
                    for (viewer, held, involved) in viewers {
                        let found = find_visible(&mut tx, &viewer, &slug, today()).await.unwrap();
                        let expected = is_visible(*state, *audience, &viewer, held, involved);
                        assert_eq!(found.is_some(), expected, "{state} {audience} {tie:?} {viewer:?}");
                        if let Some(found) = found {
                            assert_eq!(found.roles(), held, "{state} {audience} {tie:?}");
                        }
                        let filter = Filter { with_drafts: true, limit: 10_000, ..Filter::default() };
                        let listed = listed(&mut tx, &viewer, &filter, today()).await.unwrap();
                        assert_eq!(listed.iter().any(|one| one.id == id), expected, "in a list: {state} {audience} {tie:?}");
                    }
                }
            }
        }
    }

    async fn events_are_planned_for_the_communities_that_the_policy_says(db) {
        let mut tx = db.write().await;
        let manager = Viewer::person(person(&mut tx, 1).await, Roles::of(&[Role::ProgrammeManager]));
        for (n, stage) in (10..).zip(Stage::ALL) {
            let community = community(&mut tx, n, *stage).await;
            let lives = matches!(stage, Stage::Forming | Stage::Active | Stage::Paused);
            for (k, tie) in (1..).zip(ties()) {
                let number = n * 1_000 + k;
                if matches!(tie, Tie::Speaks | Tie::Team(_) | Tie::Registration(_)) {
                    continue;
                }
                let tied = person(&mut tx, number).await;
                let nothing = EventId(Uuid::from_u128(number));
                let (held, _) = tie_them(&mut tx, tie, number, nothing, community, tied).await;
                let viewer = Viewer::person(tied, Roles::default());
                let expected = lives && viewer.in_community(community, held).may(Action::PlanEvent);
                let found = plannable(&mut tx, &viewer, today()).await.unwrap();
                assert_eq!(found.iter().any(|one| one.id == community), expected, "{stage} {tie:?}");
            }
            let all = plannable(&mut tx, &manager, today()).await.unwrap();
            assert_eq!(all.iter().any(|one| one.id == community), lives, "{stage}");
        }
        assert!(plannable(&mut tx, &Viewer::visitor(), today()).await.unwrap().is_empty());
    }
}
