//! The headings under which claims stand.

use super::acting;
use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    claims::ClaimState,
    fields::{self, Fault},
    policy::acts::EditPublicPages,
};
use copia_store::{Tx, claims};
use copia_text::key;

/// Headings at most.
const MOST: usize = 12;
/// Characters of a heading at most.
const LONGEST: usize = 100;

/// The headings in order: those that were chosen, or those that the site brings.
///
/// # Errors
/// [`Error::Store`].
pub async fn themes(ctx: &Ctx) -> Result<Vec<String>> {
    let mut tx = ctx.read().await?;
    in_order(ctx, &mut tx).await
}

/// The headings in order, in a transaction.
pub(crate) async fn in_order(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<String>> {
    let chosen = claims::themes(tx).await?;
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    // They are kept as text, so they are those of the organisation's language for every reader.
    let words = ctx.site.catalogue.pick(None, Some(&ctx.site.organisation.language));
    let keys = [key("theme-together"), key("theme-skills"), key("theme-place"), key("theme-work")];
    Ok(keys.map(|one| words.say(one).to_owned()).to_vec())
}

/// Keeps the headings, a line for each. One under which a claim stands has to stay.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] for field `themes`.
pub async fn set_themes(ctx: &Ctx, typed: &str) -> Result<()> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<EditPublicPages>()?;
        let fault = |fault| Error::Invalid(Faults::one("themes", fault));
        let lines = typed.lines().map(|line| fields::optional_line(line, LONGEST));
        let titles: Vec<String> = lines.filter_map(Result::transpose).collect::<Result<_, _>>().map_err(fault)?;
        if titles.is_empty() {
            return Err(fault(Fault::Missing));
        }
        let is_twice = |(place, title): (usize, &String)| titles.iter().take(place).any(|other| other == title);
        if titles.len() > MOST || titles.iter().enumerate().any(is_twice) {
            return Err(fault(Fault::OutOfRange));
        }
        let mut tx = ctx.write().await?;
        let stand = claims::list(&mut tx, &ctx.viewer, ctx.today()).await?;
        let used = stand.iter().filter(|claim| !matches!(claim.state, ClaimState::Withdrawn | ClaimState::Corrected));
        if used.filter_map(|claim| claim.theme.as_ref()).any(|theme| !titles.contains(theme)) {
            return Err(fault(Fault::InUse));
        }
        claims::set_themes(&mut tx, &permit, &titles).await?;
        ctx.audit(&mut tx, Act::by(acting(&standing), "claim.themes").after(&titles)).await?;
        Ok(tx.commit().await?)
    })
    .await
}
