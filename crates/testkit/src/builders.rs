//! People and communities to test with.

use crate::TestApp;
use copia_app::events::{self, EventInput};
use copia_domain::{
    communities::{Stage, Visibility},
    ids::{CommunityId, PersonId, RoleTermId, StageChangeId},
    memberships::{CoreRule, JoinRule},
    people::PersonStatus,
    policy::{
        Permit, Scope,
        acts::{Appoint, GiveSiteRoles, SetUpCommunity},
    },
    published::PublishedDate,
    role_terms::{Term, TermRole},
    slug::Slug,
    time::Day,
};
use copia_store::{
    accounts,
    communities::{self, FirstStage, NewCommunity},
    people, role_terms,
};

impl TestApp {
    /// A member of staff with an account; the address is made from the name.
    pub async fn person(&self, name: &str) -> PersonId {
        let ctx = self.app.system();
        let id = ctx.id(PersonId::new);
        let person = people::Person {
            id,
            name: name.to_owned(),
            email: Some(format!("{}@demonstration.example", name.to_lowercase().replace(' ', "."))),
            job_title: None,
            department: None,
            job_family: None,
            about: None,
            picture_id: None,
            shows_email: false,
            language: None,
            status: PersonStatus::Current,
            asked_about_work: true,
            created_at: ctx.now,
            left_at: None,
            version: 1,
        };
        let mut tx = self.db.write().await;
        people::create(&mut tx, &person).await.expect("the person is new");
        accounts::open(&mut tx, id, ctx.now).await.expect("the account opens");
        tx.commit().await.expect("the person is kept");
        id
    }

    /// A person with a role on the whole site.
    pub async fn person_with(&self, name: &str, role: TermRole) -> PersonId {
        let person = self.person(name).await;
        let ctx = self.app.system();
        let appointment = role_terms::Appointment {
            id: ctx.id(RoleTermId::new),
            person,
            community: None,
            role,
            term: Term { starts: Day(jiff_date()), ends: None },
            successor: None,
            note: None,
        };
        let mut tx = self.db.write().await;
        let permit = Permit::<GiveSiteRoles>::of_the_system(Scope::Site, "a test sets the scene");
        role_terms::give(&mut tx, permit, &appointment, ctx.now).await.expect("the role is given");
        tx.commit().await.expect("the role is kept");
        person
    }
}

impl TestApp {
    /// An active, public and open community; its address is made from the name.
    pub async fn community(&self, name: &str) -> CommunityId {
        self.community_with(name, |_| {}).await
    }

    /// A community that differs from that.
    pub async fn community_with(&self, name: &str, vary: impl FnOnce(&mut NewCommunity)) -> CommunityId {
        let ctx = self.app.system();
        let mut community = NewCommunity {
            id: ctx.id(CommunityId::new),
            slug: Slug::from_name(name, "community"),
            name: name.to_owned(),
            summary: format!("For everybody who works in {name}."),
            join_rule: JoinRule::Open,
            core_rule: CoreRule::Choose,
            visibility: Visibility::Public,
            sensitive: false,
            proposed_by: None,
            area: None,
            first: FirstStage {
                id: ctx.id(StageChangeId::new),
                stage: Stage::Active,
                held: PublishedDate::Day(jiff_date()),
                actor: None,
                reason: "A test sets the scene.".to_owned(),
            },
        };
        vary(&mut community);
        let mut tx = self.db.write().await;
        let permit = Permit::<SetUpCommunity>::of_the_system(Scope::Site, "a test sets the scene");
        communities::create(&mut tx, permit, &community, ctx.now).await.expect("the community is new");
        copia_store::counters::recount(&mut tx, ctx.now).await.expect("the counters are kept");
        tx.commit().await.expect("the community is kept");
        community.id
    }

    /// Appoints somebody in a community, without an end.
    pub async fn appoint(&self, person: PersonId, community: CommunityId, role: TermRole) {
        self.appoint_for(person, community, role, None).await;
    }

    /// Appoints somebody in a community until a day.
    pub async fn appoint_for(&self, person: PersonId, community: CommunityId, role: TermRole, ends: Option<Day>) {
        let ctx = self.app.system();
        let appointment = role_terms::Appointment {
            id: ctx.id(RoleTermId::new),
            person,
            community: Some(community),
            role,
            term: Term { starts: Day(jiff_date()), ends },
            successor: None,
            note: None,
        };
        let mut tx = self.db.write().await;
        let permit = Permit::<Appoint>::of_the_system(Scope::Community(community), "a test sets the scene");
        role_terms::appoint(&mut tx, permit, &appointment, ctx.now).await.expect("the term is given");
        tx.commit().await.expect("the term is kept");
    }
}

impl TestApp {
    /// An event that somebody who may plan for the community has published: a week after the tests begin, at lunch, in
    /// a room with two seats and online without a limit. Its address.
    pub async fn event(&self, host: PersonId, community: &str, title: &str) -> String {
        self.event_with(host, community, title, |_| {}).await
    }

    /// An event that differs from that.
    pub async fn event_with(
        &self,
        host: PersonId,
        community: &str,
        title: &str,
        vary: impl FnOnce(&mut EventInput<'_>),
    ) -> String {
        let slug = self.draft(host, community, title, vary).await;
        let ctx = self.signed_in(host).await;
        events::publish(&ctx, &slug, 1).await.expect("the event is published");
        slug
    }

    /// The same, not yet published.
    pub async fn draft(
        &self,
        host: PersonId,
        community: &str,
        title: &str,
        vary: impl FnOnce(&mut EventInput<'_>),
    ) -> String {
        let mut input = event_input(community, title);
        vary(&mut input);
        events::create(&self.signed_in(host).await, &input).await.expect("the event is planned").to_string()
    }
}

/// An event as a host would type it.
pub fn event_input<'a>(community: &'a str, title: &'a str) -> EventInput<'a> {
    EventInput {
        communities: vec![community],
        kind: "lunch_and_learn",
        audience: "staff",
        title,
        summary: "What there is to learn.",
        date: "2026-05-12",
        starts: "12:30",
        ends: "13:30",
        format: "both",
        place: "Room 1, Example Hall",
        joining_link: "https://meet.demonstration.example/room",
        seats: "2",
        policy: "first_come",
        ..EventInput::default()
    }
}

/// A day before every test.
fn jiff_date() -> jiff::civil::Date {
    jiff::civil::date(2026, 1, 1)
}
