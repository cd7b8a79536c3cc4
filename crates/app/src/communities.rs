//! Communities of practice: finding them, setting them up, and the steps of their lives.

mod brief;
mod charters;
mod directory;
pub(crate) mod letters;
mod page;
mod proposals;
mod settings;
mod setup;
mod stages;

pub use brief::{Brief, brief};
pub use charters::{CharterForm, CharterPage, CharterText, charter_form, charter_version, part, save_charter};
pub use directory::{AreaFacet, Directory, Narrow, directory};
pub use page::{CommunityPage, page};
pub use proposals::{
    Alike, ProposalInput, ProposalPage, ProposalsPage, decide_proposal, proposal, proposals, propose, propose_form,
};
pub use settings::{
    EditForm, LINKS, LinkInput, LinksForm, PageInput, RulesInput, edit_form, links_form, save_links, save_page,
    save_rules,
};
pub use setup::{NewInput, create, new_form};
pub use stages::{
    Ending, HistoryPage, StageForm, StageInput, change_stage, foresee, history, stage_form, tell_watchers,
};

pub use copia_store::communities::{
    AreaSpell, Charter, CharterVersion, Fit, Found, Leading, Link, Listed, Proposal, StageRow, Waiting,
};

use crate::{Ctx, Error, Result};
use copia_domain::{
    policy::{Role, Standing},
    slug::Slug,
};
use copia_store::{Tx, communities};

/// The community with an address as the viewer finds it, and what the viewer may do there. Every use case about a
/// community begins with this.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or the viewer may not know of it.
pub async fn visible(ctx: &Ctx, tx: &mut Tx, slug: &str) -> Result<(Found, Standing)> {
    let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
    let found = communities::find_visible(tx, &ctx.viewer, &slug, ctx.today()).await?.ok_or(Error::NotFound)?;
    let standing = ctx.viewer.in_community(found.id, found.roles());
    Ok((found, standing))
}

/// The role in which somebody edits a community, for the audit log.
pub(crate) fn acting(standing: &Standing) -> Role {
    if standing.is(Role::Lead) { Role::Lead } else { Role::ProgrammeManager }
}

/// Whether the viewer may see who wrote a charter or took a step. A visitor reads what is said, not who said it; and
/// mostly it is a lead who did, so where the leads are not shown, neither is this.
pub(crate) fn sees_authors(ctx: &Ctx, found: &Found, standing: &Standing) -> bool {
    ctx.viewer.is_staff() && sees_leads(ctx, found, standing)
}

/// Whether the viewer may see who leads a community.
pub(crate) fn sees_leads(ctx: &Ctx, found: &Found, standing: &Standing) -> bool {
    let insider =
        [Role::Member, Role::Lead, Role::Sponsor, Role::ProgrammeManager].iter().any(|role| standing.is(*role));
    insider || (!found.sensitive && (ctx.viewer.is_staff() || ctx.site.organisation.leads_are_public))
}
