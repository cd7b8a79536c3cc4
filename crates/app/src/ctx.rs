//! What a use case is given: the parts of the running site, and who asks, when and from where.

use crate::{Clock, Entropy, Error, Result, Site, ballots::Boxes, impact, quotes, reports::Reports};
use copia_domain::{
    ids::{AuditEventId, CommunityId, FileId, PersonId, RequestId, SessionId},
    policy::{Role, Viewer},
    time::{Day, When},
};
use copia_mail::{Mailbox, Transport};
use copia_search::Index;
use copia_store::{Db, Meter, Tx, audit, files::FileStore, organisation};
use copia_text::Words;
use data_encoding::HEXLOWER;
use std::{
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use uuid::Uuid;

/// What a site is put together from.
pub struct Parts {
    /// The database, migrated.
    pub db: Db,
    /// Where pictures are.
    pub files: FileStore,
    /// The search index.
    pub search: Arc<Index>,
    /// How mail leaves.
    pub mail: Transport,
    /// Whom mail comes from.
    pub sender: Mailbox,
    /// The address under which people reach the site, without a slash at its end.
    pub base_url: String,
    /// What tells the time.
    pub clock: Clock,
    /// Where random bytes come from.
    pub entropy: Entropy,
    /// The program that sets reports, where it is installed.
    pub report_program: Option<PathBuf>,
}

/// A running site.
pub struct App {
    /// Its parts.
    pub parts: Parts,
    site: RwLock<Arc<Site>>,
    secret: [u8; 32],
    /// Whoever changes something shares it; whoever had to give way to others has it alone. See [`Ctx::retry`].
    traffic: tokio::sync::RwLock<()>,
    /// Answers that are not written down yet.
    pub(crate) boxes: Boxes,
    rooms: crate::rooms::Rooms,
    pub(crate) reports: Reports,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("base_url", &self.parts.base_url).finish_non_exhaustive()
    }
}

/// The name under which the key that signs links is kept.
const SECRET: &str = "secret";

impl App {
    /// Puts a site together. The installation has to be set up.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not; [`Error::Store`].
    pub async fn start(parts: Parts) -> Result<Arc<Self>> {
        let site = Site::load(&parts.db).await?;
        let mut tx = parts.db.write(&Meter::default()).await?;
        let fresh = HEXLOWER.encode(&parts.entropy.bytes::<32>());
        let kept = organisation::keep_state(&mut tx, SECRET, &fresh).await?;
        tx.commit().await?;
        let secret = HEXLOWER.decode(kept.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        let secret = secret.ok_or_else(|| Error::Internal("the site's key is damaged".to_owned()))?;
        let traffic = tokio::sync::RwLock::new(());
        let boxes = Boxes::default();
        let site = RwLock::new(Arc::new(site));
        let reports = Reports::new(parts.report_program.clone());
        let app =
            Arc::new(Self { parts, site, secret, traffic, boxes, rooms: crate::rooms::Rooms::default(), reports });
        impact::keep_computed(&app.system()).await?;
        quotes::replay(&app.system()).await?;
        Ok(app)
    }

    /// The organisation as it was last read.
    pub fn site(&self) -> Arc<Site> {
        Arc::clone(&self.site.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the organisation again, after it was changed here or by another process.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn reload_site(&self) -> Result<()> {
        let site = Arc::new(Site::load(&self.parts.db).await?);
        *self.site.write().unwrap_or_else(PoisonError::into_inner) = site;
        Ok(())
    }

    /// The rooms of events that somebody listens to.
    pub const fn rooms(&self) -> &crate::rooms::Rooms {
        &self.rooms
    }

    pub(crate) const fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// A number that is another one after each change that this process makes. What others change is not in it.
    pub fn changes(&self) -> u64 {
        self.parts.db.changes()
    }

    /// The context of something that the system does by itself: a job, an import, a command.
    pub fn system(self: &Arc<Self>) -> Ctx {
        let now = self.parts.clock.now();
        let site = self.site();
        let words = site.catalogue.pick(None, Some(&site.organisation.language));
        Ctx {
            app: Arc::clone(self),
            site,
            viewer: Viewer::visitor(),
            account: None,
            now,
            request: RequestId::new(now, self.parts.entropy.id_bits()),
            words,
            meter: Meter::default(),
            device: Device::default(),
        }
    }
}

/// How long somebody waits to have the way to themselves.
const LONGEST_QUEUE: Duration = Duration::from_secs(2);

/// Whether another transaction got in between.
fn is_conflict<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Store(error)) if error.is_conflict())
}

/// Where a request comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Device {
    /// The network address.
    pub address: String,
    /// What the browser calls itself, shortened.
    pub agent: String,
}

/// The account behind a request, as far as every page needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The session.
    pub session: SessionId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their picture.
    pub picture: Option<FileId>,
    /// Whether they have been asked about their work.
    pub asked_about_work: bool,
}

/// The context of one request or job.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// The running site.
    pub app: Arc<App>,
    /// The organisation, as it was when the request came in.
    pub site: Arc<Site>,
    /// Who asks.
    pub viewer: Viewer,
    /// Their account, if they have signed in.
    pub account: Option<Account>,
    /// The time, fixed once.
    pub now: When,
    /// The request's id.
    pub request: RequestId,
    /// The reader's words.
    pub words: Words,
    /// Counts the statements.
    pub meter: Meter,
    /// Where the request comes from.
    pub device: Device,
}

impl Ctx {
    /// Today, where the organisation is.
    pub fn today(&self) -> Day {
        Day(self.now.day_in(&self.site.zone))
    }

    /// A new id: `ctx.id(PersonId::new)`.
    pub fn id<T>(&self, make: fn(When, [u8; 10]) -> T) -> T {
        make(self.now, self.app.parts.entropy.id_bits())
    }

    /// The person who asks.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a visitor; use cases for staff ask the policy before, which says "sign in".
    pub fn person(&self) -> Result<PersonId> {
        self.viewer.id().ok_or(Error::NotFound)
    }

    /// A transaction that reads.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn read(&self) -> Result<Tx> {
        Ok(self.app.parts.db.read(&self.meter).await?)
    }

    /// A transaction that changes something. Wrap the use case in [`Ctx::retry`].
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn write(&self) -> Result<Tx> {
        Ok(self.app.parts.db.write(&self.meter).await?)
    }

    /// Runs a use case, and runs it again from its beginning when another transaction got in between.
    ///
    /// All that change something in this process share its traffic. Whoever has had to give way once has the way to
    /// themselves for the tries that follow, so that thousands who join at once are served in their order instead of
    /// overtaking one another until somebody's patience ends: the counters are rows that each of them changes. Other
    /// processes are not held up; for them there are growing, random pauses of a quarter of a second at most, and
    /// twenty-four tries. A use case inside another one's closure does not call this again.
    ///
    /// # Errors
    /// Those of the use case; the conflict itself after the last time.
    pub async fn retry<T, F, Fut>(&self, attempt: F) -> Result<T>
    where
        F: Fn() -> Fut,
        Fut: Future<Output = Result<T>>,
    {
        let shared = self.app.traffic.read().await;
        let first = attempt().await;
        drop(shared);
        if !is_conflict(&first) {
            return first;
        }
        // A long import may have the traffic shared for minutes: then everybody goes on as if in other processes.
        let _alone = tokio::time::timeout(LONGEST_QUEUE, self.app.traffic.write()).await;
        for tried in 0..22_u32 {
            let answer = attempt().await;
            if !is_conflict(&answer) {
                return answer;
            }
            let [random] = self.app.parts.entropy.bytes::<1>();
            let longest = (2_u64 << tried.min(7)) + 1;
            tokio::time::sleep(Duration::from_millis(u64::from(random) % longest)).await;
        }
        attempt().await
    }

    /// The full address of a page of this site.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.app.parts.base_url)
    }

    /// Writes what is done into the audit log, in the transaction that does it.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn audit(&self, tx: &mut Tx, act: Act<'_>) -> Result<()> {
        let (record_kind, record_id) = act.record;
        let entry = audit::Entry {
            id: self.id(AuditEventId::new),
            at: self.now,
            actor: self.viewer.id(),
            acting_as: act.acting_as.map_or("system", Role::word).to_owned(),
            action: act.action.to_owned(),
            record_kind: record_kind.to_owned(),
            record_id,
            community: act.community,
            person: act.person,
            before: act.before,
            after: act.after,
            request: Some(self.request),
            address: (!self.device.address.is_empty()).then(|| self.device.address.clone()),
            device: (!self.device.agent.is_empty()).then(|| self.device.agent.clone()),
        };
        Ok(audit::add(tx, entry).await?)
    }
}

/// Something that is done, for the audit log.
#[derive(Debug, Clone)]
#[must_use]
pub struct Act<'a> {
    action: &'a str,
    acting_as: Option<Role>,
    record: (&'a str, Option<Uuid>),
    community: Option<CommunityId>,
    person: Option<PersonId>,
    before: Option<String>,
    after: Option<String>,
}

impl<'a> Act<'a> {
    /// An act by somebody in a role, such as `membership.accept` by a lead.
    pub const fn by(role: Role, action: &'a str) -> Self {
        Self {
            action,
            acting_as: Some(role),
            record: ("site", None),
            community: None,
            person: None,
            before: None,
            after: None,
        }
    }

    /// An act of the system under a rule.
    pub fn by_system(action: &'a str) -> Self {
        Self { acting_as: None, ..Self::by(Role::Public, action) }
    }

    /// The record it is done to.
    pub fn on(mut self, kind: &'a str, id: impl Into<Uuid>) -> Self {
        self.record = (kind, Some(id.into()));
        self
    }

    /// The community in which it is done.
    pub const fn within(mut self, community: CommunityId) -> Self {
        self.community = Some(community);
        self
    }

    /// The person whom it is about.
    pub const fn about(mut self, person: PersonId) -> Self {
        self.person = Some(person);
        self
    }

    /// How the record was. No more of it than the act is about.
    pub fn before(mut self, value: &impl serde::Serialize) -> Self {
        self.before = serde_json::to_string(value).ok();
        self
    }

    /// How the record is.
    pub fn after(mut self, value: &impl serde::Serialize) -> Self {
        self.after = serde_json::to_string(value).ok();
        self
    }
}
