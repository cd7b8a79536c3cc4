//! The accessibility statement.

use super::{current, settings::change};
use crate::{Ctx, Error, Faults, Result};
use copia_domain::{
    fields::{self, Fault},
    organisation::{AccessibilityStatement, Conformance, EnforcedIn},
    policy::acts::EditOrganisation,
    time::Day,
};
use copia_store::organisation::Organisation;

/// The statement as everybody reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accessibility {
    /// What the organisation says. The contact is filled in where it says none.
    pub statement: AccessibilityStatement,
    /// The organisation's name.
    pub organisation: String,
    /// The version that a change is made to.
    pub version: i64,
}

/// What was typed into the form of the statement.
#[derive(Debug, Clone, Copy, Default)]
pub struct TypedStatement<'a> {
    /// How far the site conforms.
    pub conformance: &'a str,
    /// What is not accessible, and why.
    pub issues: &'a str,
    /// How it was tested.
    pub testing: &'a str,
    /// Where to report a problem.
    pub contact_email: &'a str,
    /// A telephone number.
    pub contact_phone: &'a str,
    /// Working days within which reports are answered.
    pub answer_days: &'a str,
    /// Where complaints go.
    pub enforced_in: &'a str,
    /// Whom to complain to elsewhere.
    pub enforcement: &'a str,
    /// When it was prepared.
    pub prepared: &'a str,
    /// When it was last reviewed.
    pub reviewed: &'a str,
    /// The version that the form was opened at.
    pub version: i64,
}

fn read(o: &Organisation) -> AccessibilityStatement {
    serde_json::from_str(&o.accessibility).unwrap_or_default()
}

/// The statement as everybody reads it.
///
/// # Errors
/// [`Error::Store`].
pub fn statement(ctx: &Ctx) -> Accessibility {
    let o = &ctx.site.organisation;
    let mut statement = read(o);
    if statement.contact_email.is_empty() {
        statement.contact_email.clone_from(&o.contact_email);
    }
    Accessibility { statement, organisation: o.name.clone(), version: o.version }
}

/// The statement as it is stored, to be edited.
///
/// # Errors
/// [`Error::Denied`] for anyone but the programme manager and the administrator.
pub async fn accessibility(ctx: &Ctx) -> Result<Accessibility> {
    let _permit = ctx.viewer.on_site().permit::<EditOrganisation>()?;
    let mut tx = ctx.read().await?;
    let o = current(&mut tx).await?;
    Ok(Accessibility { statement: read(&o), organisation: o.name, version: o.version })
}

/// Changes the statement. A statement that calls the site whole or partial says when it was prepared.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`]; [`Error::Stale`] when the organisation was changed since the form was opened.
pub async fn save_accessibility(ctx: &Ctx, typed: TypedStatement<'_>) -> Result<()> {
    let _permit = ctx.viewer.on_site().permit::<EditOrganisation>()?;
    let mut faults = Faults::new();
    let mut statement = AccessibilityStatement::default();
    match Conformance::from_word(typed.conformance) {
        Some(conformance) => statement.conformance = conformance,
        None => faults.add("conformance", Fault::NotChoice),
    }
    let text = |value| fields::optional_paragraphs(value, fields::PARAGRAPHS).map(Option::unwrap_or_default);
    statement.issues = faults.take("issues", text(typed.issues));
    if statement.conformance != Conformance::Full && statement.issues.is_empty() && faults.of("issues").is_none() {
        faults.add("issues", Fault::Missing);
    }
    statement.testing = faults.take("testing", text(typed.testing));
    if !typed.contact_email.trim().is_empty() {
        statement.contact_email = faults.take("contact_email", fields::address(typed.contact_email));
    }
    let phone = fields::optional_line(typed.contact_phone, 60).map(Option::unwrap_or_default);
    statement.contact_phone = faults.take("contact_phone", phone);
    let days = typed.answer_days.trim().parse().ok().filter(|days| (1..=60).contains(days));
    statement.answer_days = faults.take("answer_days", days.ok_or(Fault::NotNumber));
    match EnforcedIn::from_word(typed.enforced_in) {
        Some(region) => statement.enforced_in = region,
        None => faults.add("enforced_in", Fault::NotChoice),
    }
    statement.enforcement = faults.take("enforcement", text(typed.enforcement));
    if statement.enforced_in == EnforcedIn::Elsewhere && statement.enforcement.is_empty() {
        faults.add("enforcement", Fault::Missing);
    }
    statement.prepared = match day(typed.prepared) {
        Ok(Some(day)) => Some(day),
        Ok(None) => {
            faults.add("prepared", Fault::Missing);
            None
        }
        Err(fault) => {
            faults.add("prepared", fault);
            None
        }
    };
    statement.reviewed = faults.take("reviewed", day(typed.reviewed));
    if let (Some(prepared), Some(reviewed)) = (statement.prepared, statement.reviewed)
        && reviewed < prepared
    {
        faults.add("reviewed", Fault::EndsBeforeStart);
    }
    faults.check()?;
    let json = serde_json::to_string(&statement).map_err(|error| Error::Internal(error.to_string()))?;
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<EditOrganisation>()?;
        let mut tx = ctx.write().await?;
        let before = current(&mut tx).await?;
        let after = Organisation { accessibility: json.clone(), version: typed.version, ..before.clone() };
        change(ctx, &mut tx, permit, &before, &after, "organisation.edit_accessibility").await?;
        Ok(tx.commit().await?)
    })
    .await?;
    ctx.app.reload_site().await
}

fn day(typed: &str) -> Result<Option<Day>, Fault> {
    let typed = typed.trim();
    if typed.is_empty() { Ok(None) } else { Day::parse(typed).map(Some).ok_or(Fault::NotDate) }
}
