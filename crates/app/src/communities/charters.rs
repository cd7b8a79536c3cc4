//! Editing the charter: each change is a version of its own.

use super::{Charter, CharterVersion, Found, acting, sees_authors, visible};
use crate::{Ctx, Error, Faults, Result, ctx::Act};
use copia_domain::{
    communities::CharterPart,
    fields::{self, PARAGRAPHS},
    policy::{Standing, acts::EditCharter},
};
use copia_store::communities;

/// The six parts as they were typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct CharterText<'a> {
    /// Why the community exists.
    pub purpose: &'a str,
    /// What it deals with.
    pub scope: &'a str,
    /// Who it is for.
    pub audience: &'a str,
    /// How it works.
    pub ways_of_working: &'a str,
    /// How often it meets.
    pub cadence: &'a str,
    /// What success looks like.
    pub success: &'a str,
}

/// What the form needs.
#[derive(Debug, Clone)]
pub struct CharterForm {
    /// The community.
    pub found: Found,
    /// The charter as it holds.
    pub charter: Option<Charter>,
}

/// A version to read.
#[derive(Debug, Clone)]
pub struct CharterPage {
    /// The community.
    pub found: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// The version that was asked for; the latest if none was. `None` before one was written.
    pub charter: Option<Charter>,
    /// All versions, the latest first.
    pub versions: Vec<CharterVersion>,
}

impl CharterPage {
    /// Whether the version that is shown is the one that holds.
    pub fn is_latest(&self) -> bool {
        self.charter.as_ref().map(|charter| charter.version) == self.versions.first().map(|version| version.version)
    }
}

/// The text of a part.
pub const fn part(charter: &Charter, part: CharterPart) -> &String {
    match part {
        CharterPart::Purpose => &charter.purpose,
        CharterPart::Scope => &charter.scope,
        CharterPart::Audience => &charter.audience,
        CharterPart::WaysOfWorking => &charter.ways_of_working,
        CharterPart::Cadence => &charter.cadence,
        CharterPart::Success => &charter.success,
    }
}

/// Reads a version of the charter, or the latest.
///
/// # Errors
/// [`Error::NotFound`] for a version that there is not.
pub async fn charter_version(ctx: &Ctx, slug: &str, version: Option<i64>) -> Result<CharterPage> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let mut versions = communities::charter_versions(&mut tx, found.id).await?;
    let charter = match version {
        Some(version) => {
            let asked = communities::charter_version(&mut tx, found.id, version).await?;
            Some(asked.ok_or(Error::NotFound)?)
        }
        None => communities::charter(&mut tx, found.id).await?,
    };
    if !sees_authors(ctx, &found, &standing) {
        for version in &mut versions {
            version.author = None;
        }
    }
    Ok(CharterPage { found, standing, charter, versions })
}

/// Opens the charter to edit it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn charter_form(ctx: &Ctx, slug: &str) -> Result<CharterForm> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<EditCharter>()?;
    let charter = communities::charter(&mut tx, found.id).await?;
    Ok(CharterForm { found, charter })
}

/// Keeps a new version that follows the version that was read (0 for none).
///
/// # Errors
/// [`Error::Stale`] when somebody else wrote one meanwhile; [`Error::Invalid`], [`Error::Denied`].
pub async fn save_charter(ctx: &Ctx, slug: &str, text: &CharterText<'_>, read: i64) -> Result<()> {
    let mut faults = Faults::new();
    let purpose = faults.take("purpose", fields::paragraphs(text.purpose, PARAGRAPHS));
    let mut optional =
        |name, value| faults.take(name, fields::optional_paragraphs(value, PARAGRAPHS)).unwrap_or_default();
    let scope = optional("scope", text.scope);
    let audience = optional("audience", text.audience);
    let ways_of_working = optional("ways_of_working", text.ways_of_working);
    let cadence = optional("cadence", text.cadence);
    let success = optional("success", text.success);
    faults.check()?;
    let written = Charter {
        version: read.saturating_add(1),
        purpose,
        scope,
        audience,
        ways_of_working,
        cadence,
        success,
        author_id: ctx.viewer.id(),
        author: None,
        written_at: ctx.now,
    };
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<EditCharter>()?;
        let before = communities::charter(&mut tx, found.id).await?;
        if before.as_ref().map_or(0, |charter| charter.version) != read {
            return Err(Error::Stale);
        }
        communities::add_charter(&mut tx, permit, found.id, &written).await?;
        let act = Act::by(acting(&standing), "charter.write").on("community", found.id).within(found.id);
        ctx.audit(&mut tx, act.before(&read).after(&written.version)).await?;
        Ok(tx.commit().await?)
    })
    .await
}
