//! For tests only: a site in process on a fresh database, with a clock that stands, a seeded source of
//! randomness and a mailbox.
#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a test that cannot be set up has to stop")]

mod builders;
mod publications;

use copia_app::{App, Clock, Ctx, Device, Entropy, Parts, outbox};
use copia_domain::{
    accounts::SignInRule,
    ids::PersonId,
    policy::{Roles, Viewer},
    time::When,
};
use copia_mail::{Mailbox, SendError, Sent, Transport};
use copia_search::Index;
use copia_store::{Meter, files::FileStore, organisation, testing::TestDb};
use std::sync::{Arc, PoisonError};

pub use builders::event_input;
pub use copia_store::on_both;
pub use copia_store::testing;
pub use publications::kept;

/// Monday 4 May 2026, 09:00 UTC: when every test begins.
pub const NOW: When = When::from_micros(1_777_885_200_000_000);

/// A site in process.
pub struct TestApp {
    /// The site.
    pub app: Arc<App>,
    /// Its database.
    pub db: TestDb,
    post: copia_mail::Outbox,
    /// Where the files are.
    folder: Arc<tempfile::TempDir>,
}

impl TestApp {
    /// A site that is set up and empty, on a fresh database.
    pub async fn start(db: TestDb) -> Self {
        Self::start_with(db, organisation()).await
    }

    /// The same with another organisation.
    pub async fn start_with(db: TestDb, organisation: organisation::Organisation) -> Self {
        let mut tx = db.write().await;
        organisation::create(&mut tx, &organisation).await.expect("the organisation is kept");
        tx.commit().await.expect("the organisation is kept");
        Self::assemble(db, [7; 32], Arc::new(tempfile::tempdir().expect("a temporary folder"))).await
    }

    /// A site on a database that is filled already.
    pub async fn open(db: TestDb) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self::assemble(db, [7; 32], Arc::new(folder)).await
    }

    /// The same site on a copy of its database (SQLite only), to be changed by itself. Both have the same files;
    /// the search index is not copied.
    pub async fn copy(&self) -> Self {
        // Another seed, because the first one's ids are taken.
        Self::assemble(self.db.copy().await, [8; 32], Arc::clone(&self.folder)).await
    }

    async fn assemble(db: TestDb, seed: [u8; 32], folder: Arc<tempfile::TempDir>) -> Self {
        let (mail, post) = Transport::memory();
        let parts = Parts {
            db: db.db.clone(),
            files: FileStore::folder(folder.path()).expect("a folder for files"),
            search: Arc::new(Index::in_memory(&copia_search::Options::default()).expect("an index")),
            mail,
            sender: Mailbox::new("copia@demonstration.example").expect("an address"),
            base_url: "http://copia.example".to_owned(),
            clock: Clock::standing(NOW),
            entropy: Entropy::seeded(seed),
            report_program: None,
        };
        let app = App::start(parts).await.expect("the site starts");
        Self { app, db, post, folder }
    }

    /// The context of a visitor's request.
    pub fn visitor(&self) -> Ctx {
        let device = Device { address: "127.0.0.1".to_owned(), agent: "a test".to_owned() };
        Ctx { meter: Meter::default(), device, ..self.app.system() }
    }

    /// The context of a person's request, with the roles they hold on the whole site at this moment.
    pub async fn signed_in(&self, person: PersonId) -> Ctx {
        let ctx = self.visitor();
        let mut tx = ctx.read().await.expect("a transaction");
        let terms = copia_store::role_terms::of_person(&mut tx, person).await.expect("terms");
        let today = ctx.today();
        let held = terms.iter().filter(|term| {
            term.community_id.is_none() && term.starts <= today && term.ends.is_none_or(|ends| ends >= today)
        });
        let site = held.filter_map(|term| term.role.role()).fold(Roles::default(), Roles::with);
        let known = copia_store::people::find(&mut tx, person).await.expect("people").expect("the person is known");
        let account = copia_app::Account {
            session: ctx.id(copia_domain::ids::SessionId::new),
            person,
            name: known.name,
            picture: known.picture_id,
            asked_about_work: known.asked_about_work,
        };
        Ctx { viewer: Viewer::person(person, site), account: Some(account), ..ctx }
    }

    /// Runs every job that is due now, and those that follow from it.
    pub async fn run_jobs(&self) {
        while outbox::run_next(&self.app).await.expect("the outbox works") {}
    }

    /// Brings the search index up to date, whatever other tests do on the same server: rows become readable once all
    /// transactions that began before them have ended.
    pub async fn index(&self) {
        for tries in 0.. {
            copia_app::search::catch_up(&self.app).await.expect("the index follows");
            let mut tx = self.db.write().await;
            let last = copia_store::change_log::settle(&mut tx).await.expect("the log has an end");
            drop(tx);
            if self.app.parts.search.position() >= last {
                return;
            }
            assert!(tries < 3_000, "the index does not catch up");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    /// How many files are stored, whether a row names them or not.
    pub fn stored_files(&self) -> usize {
        let folders = std::fs::read_dir(self.folder.path()).expect("the folder of files").flatten();
        folders.filter_map(|folder| std::fs::read_dir(folder.path()).ok()).map(Iterator::count).sum()
    }

    /// Moves the clock on.
    pub fn advance_hours(&self, hours: i64) {
        self.app.parts.clock.advance(hours * 3600);
    }

    /// What was sent since this was last asked, the oldest first.
    pub fn take_mail(&self) -> Vec<Sent> {
        std::mem::take(&mut self.post.lock().unwrap_or_else(PoisonError::into_inner).sent)
    }

    /// What the mail server does to every message from now on; with `None` it takes them again.
    pub fn break_mail(&self, fault: Option<SendError>) {
        self.post.lock().unwrap_or_else(PoisonError::into_inner).fault = fault;
    }
}

/// An organisation to start from.
pub fn organisation() -> organisation::Organisation {
    organisation::Organisation {
        name: "Test University".to_owned(),
        programme_name: "Communities of Practice".to_owned(),
        about: "People who share a practice learn from each other.".to_owned(),
        contact_name: "The programme team".to_owned(),
        contact_email: "programme@demonstration.example".to_owned(),
        time_zone: "Europe/London".to_owned(),
        language: "en-GB".to_owned(),
        accent: "#0b5c66".to_owned(),
        logo_id: None,
        leads_are_public: true,
        sign_in_rule: SignInRule::Domains,
        sign_in_domains: "demonstration.example".to_owned(),
        accessibility: "{}".to_owned(),
        is_demonstration: false,
        version: 1,
    }
}
