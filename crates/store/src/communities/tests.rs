use super::*;
use crate::{on_both, people, role_terms, sql::Sql};
use copia_domain::{
    communities::is_visible,
    ids::RoleTermId,
    people::PersonStatus,
    policy::Scope,
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

fn community(n: u128, stage: Stage, visibility: Visibility) -> NewCommunity {
    NewCommunity {
        id: CommunityId(Uuid::from_u128(1000 + n)),
        slug: Slug::parse(&format!("community-{n}")).unwrap(),
        name: format!("Community {n}"),
        summary: "For a test.".to_owned(),
        join_rule: JoinRule::Open,
        core_rule: CoreRule::Choose,
        visibility,
        sensitive: false,
        proposed_by: None,
        area: None,
        first: FirstStage {
            id: StageChangeId(Uuid::from_u128(2000 + n)),
            stage,
            held: PublishedDate::Year(2026),
            actor: None,
            reason: "A test.".to_owned(),
        },
    }
}

async fn create_it(tx: &mut Tx, community: &NewCommunity) {
    let permit = Permit::of_the_system(Scope::Site, "a test");
    create(tx, permit, community, NOW).await.unwrap();
}

const ADD_MEMBERSHIP: Sql = Sql("INSERT INTO memberships (id, community_id, person_id, state, since, version)
    VALUES ($1, $2, $3, $4, $5, 1)");

/// What ties a viewer to a community.
#[derive(Debug, Clone, Copy)]
enum Tie {
    Nothing,
    State(State),
    /// A term with its first and last day.
    Term(TermRole, &'static str, Option<&'static str>),
    Proposed,
}

fn ties() -> Vec<Tie> {
    let mut ties = vec![Tie::Nothing, Tie::Proposed];
    ties.extend(State::ALL.iter().map(|state| Tie::State(*state)));
    for role in [TermRole::Lead, TermRole::Sponsor, TermRole::Facilitator] {
        ties.push(Tie::Term(role, "2026-05-04", Some("2026-05-04")));
        ties.push(Tie::Term(role, "2026-01-01", None));
        ties.push(Tie::Term(role, "2026-01-01", Some("2026-05-03")));
        ties.push(Tie::Term(role, "2026-05-05", None));
    }
    ties
}

on_both! {
    async fn what_is_found_is_what_the_rule_lets_the_viewer_see(db) {
        let mut tx = db.write().await;
        let manager = Viewer::person(person(&mut tx, 1).await, Roles::of(&[Role::ProgrammeManager]));
        let administrator = Viewer::person(person(&mut tx, 2).await, Roles::of(&[Role::Administrator]));
        let mut number = 10;
        for stage in Stage::ALL {
            for visibility in Visibility::ALL {
                for tie in ties() {
                    number += 1;
                    let tied = person(&mut tx, number).await;
                    let mut new = community(number, *stage, *visibility);
                    new.proposed_by = matches!(tie, Tie::Proposed).then_some(tied);
                    create_it(&mut tx, &new).await;
                    let (mut held, mut involved) = (Roles::default(), matches!(tie, Tie::Proposed));
                    match tie {
                        Tie::State(state) => {
                            let id = MembershipId(Uuid::from_u128(number));
                            tx.execute(ADD_MEMBERSHIP, args![id, new.id, tied, state, NOW]).await.unwrap();
                            involved = state == State::Invited;
                            match state {
                                State::ActiveCore => held = Roles::of(&[Role::Member, Role::Core]),
                                State::ActiveWider => held = Roles::of(&[Role::Member]),
                                _ => {}
                            }
                        }
                        Tie::Term(role, starts, ends) => {
                            let days = (Day::parse(starts).unwrap(), ends.map(|ends| Day::parse(ends).unwrap()));
                            let term = Term::new(days.0, days.1).unwrap();
                            let appointment = role_terms::Appointment {
                                id: RoleTermId(Uuid::from_u128(number)),
                                person: tied,
                                community: Some(new.id),
                                role,
                                term,
                                successor: None,
                                note: None,
                            };
                            let permit = Permit::of_the_system(Scope::Site, "a test");
                            role_terms::appoint(&mut tx, permit, &appointment, NOW).await.unwrap();
                            if term.is_held_on(today()) {
                                involved = role == TermRole::Facilitator;
                                held = role.role().map_or(held, |role| held.with(role));
                            }
                        }
                        Tie::Nothing | Tie::Proposed => {}
                    }
                    let none = Roles::default();
                    let viewers = [
                        (Viewer::person(tied, none), held, involved),
                        (Viewer::visitor(), none, false),
                        (manager, none, false),
                        (administrator, none, false),
                    ];
                    for (viewer, held, involved) in viewers {
                        let found = find_visible(&mut tx, &viewer, &new.slug, today()).await.unwrap();
                        let expected = is_visible(*stage, *visibility, &viewer, held, involved);
                        assert_eq!(found.is_some(), expected, "{stage} {visibility} {tie:?} {viewer:?}");
                        let by_id = find_visible_by_id(&mut tx, &viewer, new.id, today()).await.unwrap();
                        assert_eq!(by_id, found);
                        if let Some(found) = found {
                            assert_eq!(found.roles(), held, "{tie:?}");
                        }
                    }
                }
            }
        }
    }

    async fn a_step_is_taken_once_and_kept(db) {
        let mut tx = db.write().await;
        let new = community(1, Stage::Forming, Visibility::Public);
        create_it(&mut tx, &new).await;
        let step = StageStep {
            id: StageChangeId(Uuid::from_u128(1)),
            community: new.id,
            from: Stage::Forming,
            to: Stage::Active,
            held: PublishedDate::Day(today().0),
            reason: "It is ready.".to_owned(),
            merged_into: None,
        };
        let permit = || Permit::of_the_system(Scope::Community(new.id), "a test");
        set_stage(&mut tx, permit(), &step, NOW).await.unwrap();
        let again = set_stage(&mut tx, permit(), &step, NOW).await;
        assert!(matches!(again, Err(Error::Stale)));
        let elsewhere = Permit::of_the_system(Scope::Site, "a test");
        assert!(matches!(set_stage(&mut tx, elsewhere, &step, NOW).await, Err(Error::Stale)));
        let found = find_visible(&mut tx, &Viewer::visitor(), &new.slug, today()).await.unwrap().unwrap();
        assert_eq!((found.stage, found.version), (Stage::Active, 2));
    }

    async fn an_address_that_is_taken_gets_a_number(db) {
        let mut tx = db.write().await;
        let name = "A long name that goes on and on until it is longer than an address can be";
        for n in 1..=3 {
            let slug = free_slug(&mut tx, name).await.unwrap();
            let new = NewCommunity { slug, ..community(n, Stage::Active, Visibility::Members) };
            create_it(&mut tx, &new).await;
        }
        assert!(free_slug(&mut tx, name).await.unwrap().as_str().ends_with("-4"));
        assert_eq!(free_slug(&mut tx, "Data").await.unwrap().as_str(), "data");
    }
}
