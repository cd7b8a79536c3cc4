//! Filling an empty installation with the generated programme of a fictional university, so that somebody can
//! look at a site full of life before an organisation has its own.
//!
//! Everything goes into one transaction: a demonstration is there whole or not at all. The same plan gives the
//! same rows, ids included.

mod claims;
mod communities;
mod events;
mod memberships;
mod past;
mod people;
mod prompts;
mod published;
mod pulse;
mod records;
mod rooms;
mod surveys;
mod value;

use crate::{App, Ctx, Entropy, Error, Result};
use copia_demonstration::{Persona, Programme};
use copia_domain::{
    accounts::SignInRule,
    ids::{CommunityId, PersonId, ServiceAreaId},
    policy::{Role, Roles, Viewer},
    role_terms::Term,
    time::{Day, When},
};
use copia_store::{
    Db, Meter, Tx, counters,
    organisation::{self, Organisation},
    programmes,
    role_terms::Appointment,
};
use std::sync::Arc;

pub use copia_demonstration::FEWEST_PEOPLE;
pub use past::a_year_before;

/// What to generate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The seed of chance.
    pub seed: u64,
    /// The date for which the site is made: nothing in it has happened later.
    pub as_of: Day,
    /// How many people, at least [`FEWEST_PEOPLE`].
    pub people: u32,
}

/// What a demonstration remembers of its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning {
    /// What was generated.
    pub plan: Plan,
    /// Microseconds by which its clock differs from the machine's.
    pub clock: i64,
}

/// Somebody whom the sign-in page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The word in the address.
    pub persona: &'static str,
    /// The person's name.
    pub name: String,
}

/// The name under which the beginning is kept.
const BEGINNING: &str = "demonstration";

/// Fills a migrated database that holds nothing yet. `opens`: when people begin to look at it; the event of that day is
/// on then. `progress` hears how many rows of how many are done.
///
/// # Errors
/// [`Error::Store`]; then nothing is there.
pub async fn fill(
    db: &Db,
    beginning: Beginning,
    opens: When,
    progress: &mut (dyn FnMut(u64, u64) + Send),
) -> Result<()> {
    let Plan { seed, as_of, people: number } = beginning.plan;
    let mut programme = Programme::generate(seed, as_of.0, number);
    programme.hold_at(opens);
    let whole = u64::try_from(programme.people.len() + programme.memberships.len()).unwrap_or(u64::MAX);
    let mut done = 0;
    let mut step = |rows: usize| {
        done += u64::try_from(rows).unwrap_or(0);
        progress(done, whole);
    };
    step(0);
    let filling = Filling::new(&programme, seed);
    let mut tx = db.write(&Meter::default()).await?;
    organisation::create(&mut tx, &university(&programme)).await?;
    people::fill(&filling, &mut tx, &mut step).await?;
    communities::fill(&filling, &mut tx).await?;
    published::fill(&filling, &mut tx).await?;
    memberships::fill(&filling, &mut tx, &mut step).await?;
    filling.role_terms(&mut tx).await?;
    events::fill(&filling, &mut tx).await?;
    let waiting = programme.waiting_for_opening.iter();
    let waiting = waiting.filter_map(|w| Some((filling.community(w.community)?, filling.person(w.person)?, w.at)));
    programmes::watchers(&mut tx, waiting).await?;
    programmes::count_members(&mut tx).await?;
    counters::recount(&mut tx, filling.now).await?;
    surveys::fill(&filling, &mut tx).await?;
    let told = value::fill(&filling, &mut tx).await?;
    claims::fill(&filling, &mut tx, &told).await?;
    prompts::fill(&filling, &mut tx).await?;
    for persona in Persona::ALL {
        if let Some(id) = filling.person(persona.person()) {
            organisation::set_state(&mut tx, &format!("persona:{}", persona.slug()), &id.to_string()).await?;
        }
    }
    organisation::set_state(&mut tx, BEGINNING, &beginning.written()).await?;
    Ok(tx.commit().await?)
}

/// What a demonstration remembers of its beginning; `None` where there is none.
///
/// # Errors
/// [`Error::Store`]; [`Error::Internal`] when it cannot be read.
pub async fn beginning(db: &Db) -> Result<Option<Beginning>> {
    let mut tx = db.read(&Meter::default()).await?;
    let Some(written) = organisation::state(&mut tx, BEGINNING).await? else { return Ok(None) };
    let read = Beginning::read(&written);
    read.map(Some).ok_or_else(|| Error::Internal(format!("the demonstration's beginning cannot be read: {written}")))
}

/// Lets days pass for a demonstration that is there, from now on and whenever it is started again.
///
/// # Errors
/// [`Error::Store`].
pub async fn move_on(db: &Db, beginning: Beginning, days: u16) -> Result<Beginning> {
    const DAY: i64 = 24 * 60 * 60 * 1_000_000;
    let later = Beginning { clock: beginning.clock.saturating_add(DAY * i64::from(days)), ..beginning };
    let mut tx = db.write(&Meter::default()).await?;
    organisation::set_state(&mut tx, BEGINNING, &later.written()).await?;
    tx.commit().await?;
    Ok(later)
}

/// The people of the sign-in page, in its order.
///
/// # Errors
/// [`Error::Store`].
pub async fn offered(db: &Db) -> Result<Vec<Offered>> {
    let mut tx = db.read(&Meter::default()).await?;
    let mut offered = Vec::new();
    for persona in Persona::ALL {
        let slug = persona.slug();
        let Some(id) = organisation::state(&mut tx, &format!("persona:{slug}")).await? else { continue };
        let Some(id) = PersonId::parse(&id) else { continue };
        if let Some(person) = copia_store::people::find(&mut tx, id).await? {
            offered.push(Offered { persona: slug, name: person.name });
        }
    }
    Ok(offered)
}

/// A request of the university's editor, to publish what stands; `None` where there is no editor.
///
/// # Errors
/// [`Error::Store`].
pub async fn editor(app: &Arc<App>) -> Result<Option<Ctx>> {
    let ctx = app.system();
    let mut tx = ctx.read().await?;
    let id = organisation::state(&mut tx, &format!("persona:{}", Persona::Editor.slug())).await?;
    drop(tx);
    let viewer = |id| Viewer::person(id, Roles::default().with(Role::Editor));
    Ok(id.and_then(|id| PersonId::parse(&id)).map(|id| Ctx { viewer: viewer(id), ..ctx }))
}

impl Beginning {
    fn written(&self) -> String {
        let Plan { seed, as_of, people } = self.plan;
        format!("{seed} {as_of} {people} {}", self.clock)
    }

    fn read(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let mut next = || words.next();
        let (seed, as_of, people) = (next()?.parse().ok()?, Day::parse(next()?)?, next()?.parse().ok()?);
        Some(Self { plan: Plan { seed, as_of, people }, clock: next()?.parse().ok()? })
    }
}

/// A programme on its way into the database, with the ids that its records get.
struct Filling<'p> {
    programme: &'p Programme,
    entropy: Entropy,
    /// Everything is recorded when the day of the demonstration begins.
    now: When,
    people: Vec<PersonId>,
    communities: Vec<CommunityId>,
    areas: Vec<ServiceAreaId>,
}

impl<'p> Filling<'p> {
    fn new(programme: &'p Programme, seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(seed.to_be_bytes()).for_each(|(byte, of_seed)| *byte = of_seed);
        let entropy = Entropy::seeded(bytes);
        let now = When::noon(programme.as_of.0).plus_hours(-12);
        let people = programme.people.iter().map(|p| PersonId::new(When::noon(p.since.0), entropy.id_bits())).collect();
        let of_community =
            |c: &copia_demonstration::Community| CommunityId::new(communities::began(c), entropy.id_bits());
        let communities = programme.communities.iter().map(of_community).collect();
        let areas = programme.service_areas.iter().map(|_| ServiceAreaId::new(now, entropy.id_bits())).collect();
        Self { programme, entropy, now, people, communities, areas }
    }

    fn id<T>(&self, make: fn(When, [u8; 10]) -> T, at: When) -> T {
        make(at, self.entropy.id_bits())
    }

    fn person(&self, index: copia_demonstration::PersonIndex) -> Option<PersonId> {
        self.people.get(index as usize).copied()
    }

    fn community(&self, index: copia_demonstration::CommunityIndex) -> Option<CommunityId> {
        self.communities.get(usize::from(index)).copied()
    }

    async fn role_terms(&self, tx: &mut Tx) -> Result<()> {
        let Some(manager) = self.person(Persona::Manager.person()) else { return Ok(()) };
        let terms = self.programme.role_terms.iter().filter_map(|term| {
            let Term { starts, ends } = term.term;
            Some(Appointment {
                id: self.id(copia_domain::ids::RoleTermId::new, When::noon(starts.0)),
                person: self.person(term.person)?,
                community: term.community.and_then(|community| self.community(community)),
                role: term.role,
                term: Term { starts, ends },
                successor: term.successor.and_then(|successor| self.person(successor)),
                note: None,
            })
        });
        Ok(programmes::role_terms(tx, &terms.collect::<Vec<_>>(), manager, self.now).await?)
    }
}

fn university(programme: &Programme) -> Organisation {
    let university = &programme.organisation;
    Organisation {
        name: university.name.to_owned(),
        programme_name: university.programme_name.to_owned(),
        about: university.lead_paragraph.to_owned(),
        contact_name: university.contact_name.to_owned(),
        contact_email: university.contact_email.to_owned(),
        time_zone: university.time_zone.to_owned(),
        language: copia_text::messages::DEFAULT_LANGUAGE.to_owned(),
        accent: university.accent_light.to_owned(),
        logo_id: None,
        leads_are_public: true,
        sign_in_rule: SignInRule::Domains,
        sign_in_domains: university.email_domain.to_owned(),
        accessibility: "{}".to_owned(),
        is_demonstration: true,
        version: 1,
    }
}
