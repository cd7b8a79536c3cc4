//! Roles that are held for a time: appointing, changing and ending them, and seeing which end soon.

pub(crate) mod letters;
mod notices;
mod on_site;

pub use notices::send_notices;
pub use on_site::{SiteRoles, end_site_role, give_site_role, site_roles};

use crate::{
    Ctx, Error, Faults, Result,
    communities::{Found, visible},
    ctx::Act,
};
use copia_domain::{
    fields::{self, Fault, LINE},
    ids::{CommunityId, PersonId, RoleTermId},
    people::PersonStatus,
    policy::{
        Role,
        acts::{Appoint, SeeTerms},
    },
    role_terms::{Notice, Term, TermRole},
    time::Day,
};
use copia_store::{Tx, role_terms};
use copia_text::key;

pub use copia_store::role_terms::{Ending, RoleTerm, WithoutLead};

/// The message that says what a role is called.
pub const fn role_key(role: TermRole) -> &'static str {
    match role {
        TermRole::Lead => key("role-lead"),
        TermRole::Sponsor => key("role-sponsor"),
        TermRole::Facilitator => key("role-facilitator"),
        TermRole::ProgrammeManager => key("role-programme-manager"),
        TermRole::Editor => key("role-editor"),
        TermRole::Auditor => key("role-auditor"),
        TermRole::Administrator => key("role-administrator"),
    }
}

/// The terms in a community.
#[derive(Debug, Clone)]
pub struct CommunityRoles {
    /// The community.
    pub found: Found,
    /// Terms that are held today or begin later, by role and name.
    pub current: Vec<RoleTerm>,
    /// Terms that have ended, the latest first.
    pub past: Vec<RoleTerm>,
}

/// One term to change.
#[derive(Debug, Clone)]
pub struct TermForm {
    /// The community.
    pub found: Found,
    /// The term.
    pub term: RoleTerm,
    /// The successor's address, as it would be typed.
    pub successor_email: Option<String>,
}

/// An appointment as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct TermInput<'a> {
    /// Which role.
    pub role: &'a str,
    /// The address or whole name of the person.
    pub person: &'a str,
    /// The first day; today if nothing was typed.
    pub starts: &'a str,
    /// The last day; without one the term goes on.
    pub ends: &'a str,
    /// The address or whole name of whoever takes over.
    pub successor: &'a str,
    /// Whatever is worth knowing.
    pub note: &'a str,
    /// The version of the term that was read, where one is changed.
    pub version: i64,
}

/// Terms that end soon and communities that nobody leads.
#[derive(Debug, Clone)]
pub struct TermsPage {
    /// Terms that end within 90 days, the soonest first, with how soon.
    pub ending: Vec<(Notice, Ending)>,
    /// Communities that go on and have no lead today.
    pub without_lead: Vec<WithoutLead>,
}

/// The days and people of a term that have been checked.
struct Checked {
    term: Term,
    successor: Option<PersonId>,
    note: Option<String>,
}

/// The terms in a community.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn community_roles(ctx: &Ctx, slug: &str) -> Result<CommunityRoles> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<Appoint>()?;
    let today = ctx.today();
    let terms = role_terms::in_community(&mut tx, found.id).await?;
    let (mut current, past): (Vec<_>, Vec<_>) =
        terms.into_iter().partition(|term| term.ends.is_none_or(|ends| ends >= today));
    current.sort_by(|a, b| (a.role, &a.name).cmp(&(b.role, &b.name)));
    Ok(CommunityRoles { found, current, past })
}

/// Opens a term to change it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn term_form(ctx: &Ctx, slug: &str, id: RoleTermId) -> Result<TermForm> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<Appoint>()?;
    let term = role_terms::find(&mut tx, id).await?.filter(|term| term.community_id == Some(found.id));
    let term = term.ok_or(Error::NotFound)?;
    let successor_email = match term.successor_id {
        Some(successor) => {
            let person = copia_store::people::find(&mut tx, successor).await?;
            person.filter(|person| person.status == PersonStatus::Current).and_then(|person| person.email)
        }
        None => None,
    };
    Ok(TermForm { found, term, successor_email })
}

fn day(field: &'static str, typed: &str, faults: &mut Faults) -> Option<Day> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let day = Day::parse(typed);
    if day.is_none() {
        faults.add(field, Fault::NotDate);
    }
    day
}

/// Somebody at work here who was typed by address or whole name; `None` for an empty field.
pub(crate) async fn meant(
    tx: &mut Tx,
    field: &'static str,
    typed: &str,
    faults: &mut Faults,
) -> Result<Option<PersonId>> {
    match fields::optional_line(typed, 254) {
        Err(fault) => faults.add(field, fault),
        Ok(None) => {}
        Ok(Some(typed)) => match role_terms::meant(tx, &typed).await?.as_slice() {
            [person] => return Ok(Some(*person)),
            [] => faults.add(field, Fault::Unknown),
            _ => faults.add(field, Fault::Ambiguous),
        },
    }
    Ok(None)
}

/// The same, where somebody has to be named.
pub(crate) async fn meant_one(
    tx: &mut Tx,
    field: &'static str,
    typed: &str,
    faults: &mut Faults,
) -> Result<Option<PersonId>> {
    if typed.trim().is_empty() {
        faults.add(field, Fault::Missing);
        return Ok(None);
    }
    meant(tx, field, typed, faults).await
}

/// Checks what an appointment and a change have in common.
async fn checked(ctx: &Ctx, tx: &mut Tx, input: &TermInput<'_>, from: Day, mut faults: Faults) -> Result<Checked> {
    let starts = day("starts", input.starts, &mut faults).unwrap_or(from);
    let ends = day("ends", input.ends, &mut faults);
    let term = Term::new(starts, ends);
    if term.is_err() {
        faults.add("ends", Fault::EndsBeforeStart);
    }
    let successor = meant(tx, "successor", input.successor, &mut faults).await?;
    let note = faults.take("note", fields::optional_line(input.note, LINE));
    faults.check()?;
    let term = term.unwrap_or(Term { starts: ctx.today(), ends: None });
    Ok(Checked { term, successor, note })
}

/// Appoints somebody in a community.
///
/// # Errors
/// [`Error::Invalid`], [`Error::Denied`].
pub async fn appoint(ctx: &Ctx, slug: &str, input: &TermInput<'_>) -> Result<()> {
    let role = TermRole::from_word(input.role).filter(|role| role.is_in_community());
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Appoint>()?;
        let mut faults = Faults::new();
        if role.is_none() {
            faults.add("role", Fault::NotChoice);
        }
        let person = meant_one(&mut tx, "person", input.person, &mut faults).await?;
        let Checked { term, successor, note } = checked(ctx, &mut tx, input, ctx.today(), faults).await?;
        let (Some(role), Some(person)) = (role, person) else { return Err(Error::NotFound) };
        if overlaps(&mut tx, found.id, None, person, role, term).await? {
            return Err(Error::Invalid(Faults::one("person", Fault::Taken)));
        }
        let appointment = role_terms::Appointment {
            id: ctx.id(RoleTermId::new),
            person,
            community: Some(found.id),
            role,
            term,
            successor,
            note,
        };
        role_terms::appoint(&mut tx, permit, &appointment, ctx.now).await?;
        changed(ctx, &mut tx, &found, person).await?;
        let act = Act::by(Role::ProgrammeManager, "role.appoint").on("role_term", appointment.id);
        let after = (role, term.starts.to_string(), term.ends.map(|day| day.to_string()));
        ctx.audit(&mut tx, act.within(found.id).about(person).after(&after)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Whether somebody holds the same role in the community on a day of this term, by another term than this one.
async fn overlaps(
    tx: &mut Tx,
    community: CommunityId,
    this: Option<RoleTermId>,
    person: PersonId,
    role: TermRole,
    term: Term,
) -> Result<bool> {
    let held = role_terms::in_community(tx, community).await?;
    let others = held.iter().filter(|other| Some(other.id) != this && other.person_id == person && other.role == role);
    let mut others = others.map(|other| (other.starts, other.ends));
    Ok(others.any(|(starts, ends)| {
        ends.is_none_or(|ends| ends >= term.starts) && term.ends.is_none_or(|ends| starts <= ends)
    }))
}

/// Changes the days, the successor and the note of a term; its role and person stay what they were.
///
/// # Errors
/// [`Error::Stale`] when it was changed since it was read; [`Error::NotFound`], [`Error::Invalid`], [`Error::Denied`].
pub async fn change_term(ctx: &Ctx, slug: &str, id: RoleTermId, input: &TermInput<'_>) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Appoint>()?;
        let before = role_terms::find(&mut tx, id).await?.filter(|term| term.community_id == Some(found.id));
        let before = before.ok_or(Error::NotFound)?;
        let Checked { term, successor, note } = checked(ctx, &mut tx, input, before.starts, Faults::new()).await?;
        if overlaps(&mut tx, found.id, Some(id), before.person_id, before.role, term).await? {
            return Err(Error::Invalid(Faults::one("starts", Fault::Taken)));
        }
        role_terms::change(&mut tx, permit, id, term, successor, note.as_deref(), input.version).await?;
        changed(ctx, &mut tx, &found, before.person_id).await?;
        let act = Act::by(Role::ProgrammeManager, "role.change").on("role_term", id).within(found.id);
        let days = |starts: Day, ends: Option<Day>| (starts.to_string(), ends.map(|day| day.to_string()));
        let act = act.before(&days(before.starts, before.ends)).after(&days(term.starts, term.ends));
        ctx.audit(&mut tx, act.about(before.person_id)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Leads are found with their community, and their names with them.
async fn changed(ctx: &Ctx, tx: &mut Tx, found: &Found, person: PersonId) -> Result<()> {
    copia_store::change_log::add(tx, "community", found.id, ctx.now).await?;
    Ok(copia_store::change_log::add(tx, "person", person, ctx.now).await?)
}

/// The terms that end within 90 days, and the communities without a lead.
///
/// # Errors
/// [`Error::Denied`] to all but the manager and the auditor.
pub async fn terms(ctx: &Ctx) -> Result<TermsPage> {
    let permit = ctx.viewer.on_site().permit::<SeeTerms>()?;
    let mut tx = ctx.read().await?;
    let today = ctx.today();
    let ending = role_terms::ending(&mut tx, permit, today, today.plus_days(90)).await?;
    let without_lead = role_terms::without_lead(&mut tx, today).await?;
    let ending = ending.into_iter().filter_map(|term| {
        let held = Term { starts: term.starts, ends: term.ends };
        Some((held.notice(today)?, term))
    });
    Ok(TermsPage { ending: ending.collect(), without_lead })
}
