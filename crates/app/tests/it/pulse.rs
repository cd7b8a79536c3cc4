//! The pulse: who is asked, what is shown, and what somebody who has everything that is kept learns from it.

mod attacks;
mod once;
mod thanks;

use copia_app::{
    Ctx,
    pulse::{self, PulseInput, Results},
    registrations,
};
use copia_domain::{ids::PersonId, pulse::Worth, registrations::Place, role_terms::TermRole};
use copia_testkit::{TestApp, testing::TestDb};

/// Hours from the beginning of a test to the letter of thanks, and from there to the counting.
const TO_THANKS: i64 = 8 * 24 + 7;
const TO_COUNT: i64 = 14 * 24 + 1;

/// A site with an event that is over, at which so many people had a seat, who have been thanked.
struct Scene {
    site: TestApp,
    ada: PersonId,
    people: Vec<PersonId>,
}

const SLUG: &str = "reading-charts";

impl Scene {
    async fn new(db: TestDb, people: usize) -> Self {
        let scene = Self::before(db, people).await;
        scene.site.advance_hours(TO_THANKS);
        scene.site.run_jobs().await;
        scene
    }

    /// The same before the event.
    async fn before(db: TestDb, people: usize) -> Self {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        let slug = site.event_with(ada, "data", "Reading charts", |input| {
            input.seats = "";
            input.audience = "public";
        });
        assert_eq!(slug.await, SLUG);
        let mut all = Vec::new();
        for number in 1..=people {
            let person = site.person(&format!("Person Example{number}")).await;
            registrations::register(&site.signed_in(person).await, SLUG, Place::InPerson, "").await.unwrap();
            all.push(person);
        }
        site.run_jobs().await;
        site.take_mail();
        Self { site, ada, people: all }
    }

    async fn ctx(&self, person: PersonId) -> Ctx {
        self.site.signed_in(person).await
    }

    /// One of those who are asked answers.
    async fn answer(&self, number: usize, worth: Worth, takeaway: &str) -> copia_app::Result<()> {
        let input = PulseInput { worth: worth.word(), takeaway };
        pulse::answer(&self.ctx(self.people[number]).await, SLUG, &input).await
    }

    async fn stand(&self, number: usize) -> pulse::Stand {
        pulse::look(&self.ctx(self.people[number]).await, SLUG).await.unwrap().stand
    }

    /// The time for answering passes, and all is counted.
    async fn count(&self) {
        self.site.advance_hours(TO_COUNT);
        self.site.run_jobs().await;
    }

    async fn results(&self) -> Results {
        pulse::results(&self.ctx(self.ada).await, SLUG).await.unwrap()
    }
}
