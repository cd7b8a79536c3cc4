//! Editing a community: its page and links by leads, its name and rules by the programme manager.

use super::{Fit, Found, Link, acting, setup::chosen_area, visible};
use crate::{Ctx, Error, Faults, Result, ctx::Act};
use copia_domain::{
    communities::Visibility,
    fields::{self, Fault, LINE},
    fold::fold,
    ids::LinkId,
    memberships::{CoreRule, JoinRule},
    people::MatchKind,
    policy::{
        Action, Standing,
        acts::{ChangeStage, EditCommunity},
    },
    slug::Slug,
};
use copia_store::communities::{self, CommunityRules};

/// Characters of a summary at most: a sentence or two.
const SUMMARY: usize = 300;
/// Words of one kind that a community fits at most.
const FITS: usize = 30;
/// Links that a community has at most.
pub const LINKS: usize = 10;

/// What the form of the page needs.
#[derive(Debug, Clone)]
pub struct EditForm {
    /// The community as it stands.
    pub found: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// Whom and what it fits.
    pub fits: Vec<Fit>,
}

impl EditForm {
    /// Whether the viewer may change the name.
    pub const fn may_rename(&self) -> bool {
        self.standing.may(Action::ChangeStage)
    }

    /// The words of one kind, separated by commas as they are typed.
    pub fn words(&self, kind: MatchKind) -> String {
        let words = self.fits.iter().filter(|fit| fit.kind == kind);
        words.map(|fit| fit.label.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// The page as it was typed. Words are separated by commas or line ends.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageInput<'a> {
    /// The name; left as it is unless the manager changes it.
    pub name: &'a str,
    /// What it is for.
    pub summary: &'a str,
    /// Topics.
    pub topics: &'a str,
    /// Job families that it fits.
    pub job_families: &'a str,
    /// Departments that it fits.
    pub departments: &'a str,
    /// The version that was read.
    pub version: i64,
}

/// The rules as they were typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct RulesInput<'a> {
    /// Who may join.
    pub join_rule: &'a str,
    /// Who may be core.
    pub core_rule: &'a str,
    /// Who finds it.
    pub visibility: &'a str,
    /// Whether it never shows who belongs to it.
    pub sensitive: bool,
    /// The address of its area.
    pub area: &'a str,
    /// The version that was read.
    pub version: i64,
}

/// One link as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct LinkInput<'a> {
    /// What it is called.
    pub label: &'a str,
    /// Where it leads.
    pub address: &'a str,
}

/// What the form of the links needs.
#[derive(Debug, Clone)]
pub struct LinksForm {
    /// The community.
    pub found: Found,
    /// Its links.
    pub links: Vec<Link>,
}

/// A name of a community.
pub(super) fn name(typed: &str) -> Result<String, Fault> {
    fields::line(typed, 100)
}

/// What a community is for, in a sentence or two.
pub(super) fn summary(typed: &str) -> Result<String, Fault> {
    fields::line(typed, SUMMARY)
}

/// Words separated by commas or line ends, each once.
pub(super) fn words(kind: MatchKind, typed: &str) -> Result<Vec<Fit>, Fault> {
    let mut fits: Vec<Fit> = Vec::new();
    for word in typed.split([',', '\n', ';']) {
        let Some(label) = fields::optional_line(word, 80)? else { continue };
        if !fits.iter().any(|fit| fold(&fit.label) == fold(&label)) {
            fits.push(Fit { kind, label });
        }
    }
    if fits.len() > FITS { Err(Fault::TooLong) } else { Ok(fits) }
}

/// Opens the page to edit it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn edit_form(ctx: &Ctx, slug: &str) -> Result<EditForm> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<EditCommunity>()?;
    let fits = communities::fits(&mut tx, found.id).await?;
    Ok(EditForm { found, standing, fits })
}

/// Saves the page. A lead's word on the name is not taken: other pages and letters cite it.
///
/// # Errors
/// [`Error::Stale`] when it was changed since it was read; [`Error::Invalid`], [`Error::Denied`].
pub async fn save_page(ctx: &Ctx, slug: &str, input: &PageInput<'_>) -> Result<()> {
    let mut faults = Faults::new();
    let named = faults.take("name", fields::optional_line(input.name, 100));
    let summary = faults.take("summary", summary(input.summary));
    let mut fits = faults.take("topics", words(MatchKind::Topic, input.topics));
    fits.extend(faults.take("job_families", words(MatchKind::JobFamily, input.job_families)));
    fits.extend(faults.take("departments", words(MatchKind::Department, input.departments)));
    faults.check()?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<EditCommunity>()?;
        let name = match &named {
            Some(name) if standing.may(Action::ChangeStage) => name,
            _ => &found.name,
        };
        communities::save_page(&mut tx, &permit, found.id, name, &summary, input.version, ctx.now).await?;
        communities::set_fits(&mut tx, found.id, &fits).await?;
        let act = Act::by(acting(&standing), "community.edit").on("community", found.id).within(found.id);
        ctx.audit(&mut tx, act.before(&(&found.name, &found.summary)).after(&(name, &summary))).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Saves the rules and the area.
///
/// # Errors
/// [`Error::Stale`] when it was changed since it was read; [`Error::Invalid`], [`Error::Denied`].
pub async fn save_rules(ctx: &Ctx, slug: &str, input: &RulesInput<'_>) -> Result<()> {
    let mut faults = Faults::new();
    let join = JoinRule::from_word(input.join_rule);
    let core = CoreRule::from_word(input.core_rule);
    let visibility = Visibility::from_word(input.visibility);
    for (field, known) in
        [("join_rule", join.is_some()), ("core_rule", core.is_some()), ("visibility", visibility.is_some())]
    {
        if !known {
            faults.add(field, Fault::NotChoice);
        }
    }
    faults.check()?;
    let (Some(join), Some(core), Some(visibility)) = (join, core, visibility) else { return Err(Error::NotFound) };
    let rules = CommunityRules { join, core, visibility, sensitive: input.sensitive };
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<ChangeStage>()?;
        if found.version != input.version {
            return Err(Error::Stale);
        }
        // A community stays in an area that was given up; nothing new comes into it.
        let stays = found.area_slug.as_ref().is_some_and(|area| area.as_str() == input.area);
        if !stays && let Some(area) = chosen_area(&mut tx, input.area).await? {
            communities::set_area(&mut tx, &permit, found.id, area, ctx.today(), ctx.now).await?;
            copia_store::counters::recount(&mut tx, ctx.now).await?;
        }
        let before = CommunityRules {
            join: found.join_rule,
            core: found.core_rule,
            visibility: found.visibility,
            sensitive: found.sensitive,
        };
        communities::save_rules(&mut tx, permit, found.id, rules, input.version, ctx.now).await?;
        let act = Act::by(acting(&standing), "community.rules").on("community", found.id).within(found.id);
        let area = found.area_slug.as_ref().map(Slug::as_str);
        ctx.audit(&mut tx, act.before(&(before, area)).after(&(rules, input.area))).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Opens the links to edit them.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn links_form(ctx: &Ctx, slug: &str) -> Result<LinksForm> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<EditCommunity>()?;
    let links = communities::links(&mut tx, found.id).await?;
    Ok(LinksForm { found, links })
}

/// The names of the fields of the links, so that a fault can point at one.
const LINK_FIELDS: [(&str, &str); LINKS] = [
    ("label-1", "address-1"),
    ("label-2", "address-2"),
    ("label-3", "address-3"),
    ("label-4", "address-4"),
    ("label-5", "address-5"),
    ("label-6", "address-6"),
    ("label-7", "address-7"),
    ("label-8", "address-8"),
    ("label-9", "address-9"),
    ("label-10", "address-10"),
];

/// Saves the links in the order in which they were typed; a row without anything in it is left out.
///
/// # Errors
/// [`Error::Stale`] when the community was changed since the links were read; [`Error::Invalid`], [`Error::Denied`].
pub async fn save_links(ctx: &Ctx, slug: &str, typed: &[LinkInput<'_>], version: i64) -> Result<()> {
    let mut faults = Faults::new();
    let mut links = Vec::new();
    for ((label_field, address_field), row) in LINK_FIELDS.into_iter().zip(typed) {
        if row.label.trim().is_empty() && row.address.trim().is_empty() {
            continue;
        }
        let label = faults.take(label_field, fields::line(row.label, LINE));
        let address = faults.take(address_field, fields::web_address(row.address));
        links.push(Link { id: ctx.id(LinkId::new), label, address });
    }
    faults.check()?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<EditCommunity>()?;
        communities::set_links(&mut tx, permit, found.id, &links, version).await?;
        let act = Act::by(acting(&standing), "community.links").on("community", found.id).within(found.id);
        ctx.audit(&mut tx, act.after(&links.iter().map(|link| &link.address).collect::<Vec<_>>())).await?;
        Ok(tx.commit().await?)
    })
    .await
}
