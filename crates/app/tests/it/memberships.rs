//! Being in a community, from asking to leaving.

mod decisions;
mod exports;
mod interleaving;
mod inviting;
mod joining;
mod writing;

use copia_app::Ctx;
use copia_domain::{
    ids::{CommunityId, MembershipId, PersonId},
    memberships::{CoreRule, JoinRule, State},
    policy::{Permit, Scope, Viewer},
    role_terms::TermRole,
};
use copia_store::{audit, counters, memberships};
use copia_testkit::{TestApp, testing::TestDb};

/// A site with one community that Ada leads.
struct Scene {
    site: TestApp,
    community: CommunityId,
    ada: PersonId,
}

const SLUG: &str = "data";

impl Scene {
    async fn new(db: TestDb, rule: JoinRule) -> Self {
        Self::with_core(db, rule, CoreRule::Choose).await
    }

    async fn with_core(db: TestDb, join: JoinRule, core: CoreRule) -> Self {
        let site = TestApp::start(db).await;
        let community = site
            .community_with("Data", |community| {
                community.join_rule = join;
                community.core_rule = core;
            })
            .await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        Self { site, community, ada }
    }

    async fn ctx(&self, person: PersonId) -> Ctx {
        self.site.signed_in(person).await
    }

    /// Somebody new who joins, or asks.
    async fn newcomer(&self, name: &str, message: &str) -> PersonId {
        let person = self.site.person(name).await;
        copia_app::memberships::join(&self.ctx(person).await, SLUG, message)
            .await
            .expect("it is open to all or asking");
        person
    }

    async fn membership(&self, person: PersonId) -> memberships::Membership {
        let mut tx = self.site.db.read().await;
        memberships::find(&mut tx, self.community, person).await.unwrap().expect("a membership")
    }

    async fn state(&self, person: PersonId) -> State {
        self.membership(person).await.state
    }

    /// The actions in the audit log about or by a person, sorted: the clock stands, so their order says nothing.
    async fn audited(&self, person: PersonId) -> Vec<String> {
        let mut tx = self.site.db.read().await;
        let rows = audit::about(&mut tx, person).await.unwrap();
        let mut rows: Vec<_> = rows.into_iter().map(|row| format!("{} by {}", row.action, row.acting_as)).collect();
        rows.sort();
        rows
    }

    /// Sends what is due; gives who got which subject, sorted.
    async fn post(&self) -> Vec<(String, String)> {
        self.site.run_jobs().await;
        let mut post: Vec<_> = self.site.take_mail().into_iter().map(|mail| (mail.to, mail.subject)).collect();
        post.sort();
        post
    }

    /// Sends what is due; gives the letters, with plain line ends.
    async fn letters(&self) -> Vec<copia_mail::Sent> {
        self.site.run_jobs().await;
        let mut letters = self.site.take_mail();
        for letter in &mut letters {
            letter.text = letter.text.replace("\r\n", "\n");
        }
        letters
    }

    /// Holds the numbers that pages show against the records.
    async fn check_numbers(&self) {
        let mut tx = self.site.db.read().await;
        let kept = counters::all(&mut tx).await.unwrap();
        for (counter, counted) in counters::counted(&mut tx).await.unwrap() {
            if matches!(counter.word(), "people" | "memberships" | "core_people") {
                let value = kept.iter().find(|row| row.counter == counter).map_or(0, |row| row.value);
                assert_eq!(value, counted, "{counter}");
            }
        }
        let (visitor, today) = (Viewer::visitor(), self.site.app.system().today());
        let found = copia_store::communities::find_visible_by_id(&mut tx, &visitor, self.community, today).await;
        let found = found.unwrap().expect("everybody sees it");
        let present = memberships::present(&mut tx, self.community, 1_000).await.unwrap();
        let count = |state| i64::try_from(present.iter().filter(|row| row.state == state).count()).unwrap();
        assert_eq!(
            (found.core, found.wider, found.asked),
            (count(State::ActiveCore), count(State::ActiveWider), count(State::Asked))
        );
    }
}

/// The path in a letter that begins so.
fn path(text: &str, begins: &str) -> String {
    let start = text.find(begins).expect("a link");
    text[start..].split_whitespace().next().unwrap().to_owned()
}

/// The parts of a path between its slashes.
fn parts(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !part.is_empty()).collect()
}

fn id(text: &str) -> MembershipId {
    MembershipId::parse(text).unwrap()
}

fn system<A: copia_domain::policy::Act>(scope: Scope) -> Permit<A> {
    Permit::of_the_system(scope, "a test")
}
