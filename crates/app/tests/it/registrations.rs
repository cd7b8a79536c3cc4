//! Places at events: registering, lines, offers, calendars and letters.

mod changes;
mod guests;
mod interleaving;
mod series;
mod series_calendars;
mod waiting;
mod writing;

use copia_app::{
    Ctx, Error, events,
    registrations::{self, Registration, Who},
};
use copia_domain::{
    ids::PersonId,
    registrations::{Place, Refusal, State},
    role_terms::TermRole,
};
use copia_mail::Sent;
use copia_store::organisation::Organisation;
use copia_testkit::{TestApp, organisation, testing::TestDb};

/// A site with one community that Ada leads.
struct Scene {
    site: TestApp,
    ada: PersonId,
}

impl Scene {
    async fn new(db: TestDb) -> Self {
        Self::in_zone(db, "Europe/London").await
    }

    /// The same in another zone.
    async fn in_zone(db: TestDb, zone: &str) -> Self {
        let organisation = Organisation { time_zone: zone.to_owned(), ..organisation() };
        let site = TestApp::start_with(db, organisation).await;
        let community = site.community("Data").await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        Self { site, ada }
    }

    async fn ctx(&self, person: PersonId) -> Ctx {
        self.site.signed_in(person).await
    }

    /// Somebody new who registers for the room; where they stand.
    async fn newcomer(&self, slug: &str, name: &str) -> (PersonId, State) {
        let person = self.site.person(name).await;
        let state = registrations::register(&self.ctx(person).await, slug, Place::InPerson, "").await.unwrap();
        (person, state)
    }

    async fn registration(&self, slug: &str, person: PersonId) -> Registration {
        let ctx = self.ctx(person).await;
        let mut tx = self.site.db.read().await;
        let (event, _) = events::visible(&ctx, &mut tx, slug).await.unwrap();
        copia_store::registrations::find(&mut tx, event.id, Who::Person(person)).await.unwrap().expect("a registration")
    }

    async fn state(&self, slug: &str, person: PersonId) -> State {
        self.registration(slug, person).await.state
    }

    /// Sends what is due; what was sent, by who gets it and then in its order. Letters to different people may leave in
    /// any order.
    async fn post(&self) -> Vec<Sent> {
        self.site.run_jobs().await;
        let mut post = self.site.take_mail();
        post.sort_by(|a, b| a.to.cmp(&b.to));
        post
    }
}

/// A line of a calendar object, by its name.
fn line<'t>(text: &'t str, name: &str) -> &'t str {
    text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("{name} in {text}"))
}

/// The method and SEQUENCE of what a letter brings.
fn brought(letter: &Sent) -> Option<(String, u32)> {
    letter
        .invitation
        .as_ref()
        .map(|object| (object.method.clone(), line(&object.text, "SEQUENCE:").trim().parse().unwrap()))
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::RegistrationRefused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}
