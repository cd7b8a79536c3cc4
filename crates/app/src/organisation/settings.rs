//! Name, contacts, zone, language and colour.

use super::{acting, current, difference};
use crate::{Act, Ctx, Faults, Result};
use copia_domain::{
    fields::{self, Fault},
    ids::FileId,
    organisation::accent,
    policy::acts::EditOrganisation,
    wall,
};
use copia_store::organisation::{self, Organisation};

/// What the settings are, and what they can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The organisation's name.
    pub name: String,
    /// What the programme is called.
    pub programme_name: String,
    /// What the programme is: Markdown.
    pub about: String,
    /// Whom to ask.
    pub contact_name: String,
    /// Where to ask.
    pub contact_email: String,
    /// The zone in which times are shown.
    pub time_zone: String,
    /// The language where a reader prefers none.
    pub language: String,
    /// The accent colour, `#rrggbb`.
    pub accent: String,
    /// The logo.
    pub logo: Option<FileId>,
    /// Whether visitors see leads' names.
    pub leads_are_public: bool,
    /// The version that a change is made to.
    pub version: i64,
    /// The zones to choose from, in order of their names.
    pub zones: Vec<String>,
    /// The languages to choose from: tag and name.
    pub languages: Vec<(String, String)>,
}

/// What was typed into the form of settings.
#[derive(Debug, Clone, Copy, Default)]
pub struct TypedSettings<'a> {
    /// The organisation's name.
    pub name: &'a str,
    /// What the programme is called.
    pub programme_name: &'a str,
    /// What the programme is: Markdown.
    pub about: &'a str,
    /// Whom to ask.
    pub contact_name: &'a str,
    /// Where to ask.
    pub contact_email: &'a str,
    /// The zone in which times are shown.
    pub time_zone: &'a str,
    /// The language where a reader prefers none.
    pub language: &'a str,
    /// The accent colour.
    pub accent: &'a str,
    /// Whether visitors see leads' names.
    pub leads_are_public: bool,
    /// The version that the form was opened at.
    pub version: i64,
}

/// The settings.
///
/// # Errors
/// [`crate::Error::Denied`] for anyone but the programme manager and the administrator.
pub async fn settings(ctx: &Ctx) -> Result<Settings> {
    let _permit = ctx.viewer.on_site().permit::<EditOrganisation>()?;
    let mut tx = ctx.read().await?;
    let o = current(&mut tx).await?;
    let mut zones = wall::zone_names();
    if !zones.contains(&o.time_zone) {
        // A name that its place has no more stays chosen until somebody chooses another.
        zones.insert(0, o.time_zone.clone());
    }
    Ok(Settings {
        name: o.name,
        programme_name: o.programme_name,
        about: o.about,
        contact_name: o.contact_name,
        contact_email: o.contact_email,
        time_zone: o.time_zone,
        language: o.language,
        accent: o.accent,
        logo: o.logo_id,
        leads_are_public: o.leads_are_public,
        version: o.version,
        zones,
        languages: ctx.site.catalogue.languages().into_iter().map(|language| (language.tag, language.name)).collect(),
    })
}

/// Changes the settings.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::Invalid`] with the fields to change; [`crate::Error::Stale`] when somebody changed them since
/// the form was opened.
pub async fn save(ctx: &Ctx, typed: TypedSettings<'_>) -> Result<()> {
    let _permit = ctx.viewer.on_site().permit::<EditOrganisation>()?;
    let mut faults = Faults::new();
    let languages = ctx.site.catalogue.languages();
    let name = faults.take("name", fields::line(typed.name, fields::LINE));
    let programme_name = faults.take("programme_name", fields::line(typed.programme_name, fields::LINE));
    let about = faults.take("about", fields::paragraphs(typed.about, fields::PARAGRAPHS));
    let contact_name = faults.take("contact_name", fields::line(typed.contact_name, fields::LINE));
    let contact_email = faults.take("contact_email", fields::address(typed.contact_email));
    let time_zone = faults.take("time_zone", zone(typed.time_zone));
    let known = languages.into_iter().find(|language| language.tag == typed.language);
    let language = faults.take("language", known.map(|language| language.tag).ok_or(Fault::NotChoice));
    let accent = faults.take("accent", accent(typed.accent));
    faults.check()?;
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<EditOrganisation>()?;
        let mut tx = ctx.write().await?;
        let before = current(&mut tx).await?;
        let after = Organisation {
            name: name.clone(),
            programme_name: programme_name.clone(),
            about: about.clone(),
            contact_name: contact_name.clone(),
            contact_email: contact_email.clone(),
            time_zone: time_zone.clone(),
            language: language.clone(),
            accent: accent.clone(),
            leads_are_public: typed.leads_are_public,
            version: typed.version,
            ..before.clone()
        };
        change(ctx, &mut tx, permit, &before, &after, "organisation.edit").await?;
        Ok(tx.commit().await?)
    })
    .await?;
    ctx.app.reload_site().await
}

/// The name of a zone that the database of zones knows.
pub(super) fn zone(typed: &str) -> Result<String, Fault> {
    let name = fields::line(typed, 60)?;
    wall::zone(&name).map(|_| name).ok_or(Fault::NotTimeZone)
}

/// Saves the organisation and says in the audit log what became different.
pub(super) async fn change(
    ctx: &Ctx,
    tx: &mut copia_store::Tx,
    permit: copia_domain::policy::Permit<EditOrganisation>,
    before: &Organisation,
    after: &Organisation,
    action: &str,
) -> Result<()> {
    organisation::save(tx, permit, after).await?;
    let json = |o: &Organisation| serde_json::to_value(o).unwrap_or_default();
    let (left, right) = difference(&json(before), &json(after));
    ctx.audit(tx, Act::by(acting(ctx), action).before(&left).after(&right)).await
}
