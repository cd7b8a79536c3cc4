//! Copies for print and the press: what leaves the site, and so cannot be taken back from here. Each is noted, for the
//! receipt of whoever takes their words back.

use crate::{Act, Ctx, Error, Faults, Result, claims::acting};
use copia_domain::{
    fields::{self, Fault},
    ids::QuoteCopyId,
    policy::acts::AskForQuote,
    quotes::{Scope, is_live},
};
use copia_store::quotes;

/// Characters of what a copy is for at most.
const LONGEST: usize = 200;

/// The quotes that were given for print or for the press, as CSV with the last day of each; the copy is noted with each.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] for fields `scope` and `purpose`; [`Error::NotNow`] when there are none.
pub async fn take_copy(ctx: &Ctx, scope: &str, purpose: &str) -> Result<Vec<u8>> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<AskForQuote>()?;
        let mut faults = Faults::new();
        let scope = Scope::from_word(scope).filter(|scope| matches!(scope, Scope::Print | Scope::Press));
        if scope.is_none() {
            faults.add("scope", Fault::NotChoice);
        }
        let purpose = faults.take("purpose", fields::line(purpose, LONGEST));
        faults.check()?;
        let scope = scope.unwrap_or(Scope::Print);
        let mut tx = ctx.write().await?;
        let mut all = quotes::list(&mut tx, &permit).await?;
        all.retain(|quote| is_live(quote.state, &quote.given(), quote.expires, scope, ctx.today()));
        if all.is_empty() {
            return Err(Error::NotNow("quotes-none"));
        }
        let mut rows = Vec::with_capacity(all.len());
        for quote in &all {
            quotes::copy(&mut tx, &permit, ctx.id(QuoteCopyId::new), quote.id, (scope, &purpose), ctx.now).await?;
            let until = quote.expires.map_or_else(String::new, |day| day.to_string());
            let said_by = quote.shown_as.clone().unwrap_or_default();
            rows.push([quote.body.clone(), said_by, until, scope.word().to_owned(), ctx.today().to_string()]);
        }
        let after = serde_json::json!({ "scope": scope, "purpose": purpose, "quotes": all.len() });
        ctx.audit(&mut tx, Act::by(acting(&standing), "quote.copy").after(&after)).await?;
        tx.commit().await?;
        crate::tables::table(&["quote", "said_by", "until", "for", "taken"], rows)
    })
    .await
}
