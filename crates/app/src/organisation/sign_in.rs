//! Who may sign in by a link sent to their address.

use super::current;
use crate::{Act, Ctx, Faults, Result};
use copia_domain::{
    accounts::{SignInRule, domains},
    fields::Fault,
    policy::{Role, acts::ManageSignIn},
};
use copia_store::organisation;
use serde::Serialize;

/// The rule as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// The rule.
    pub rule: SignInRule,
    /// The domains, separated by single spaces.
    pub domains: String,
    /// The version that a change is made to.
    pub version: i64,
}

/// The rule for the audit log.
#[derive(Serialize)]
struct Logged<'a> {
    rule: SignInRule,
    domains: &'a str,
}

/// The rule.
///
/// # Errors
/// [`crate::Error::Denied`] for anyone but the administrator.
pub async fn sign_in(ctx: &Ctx) -> Result<SignIn> {
    let _permit = ctx.viewer.on_site().permit::<ManageSignIn>()?;
    let mut tx = ctx.read().await?;
    let o = current(&mut tx).await?;
    Ok(SignIn { rule: o.sign_in_rule, domains: o.sign_in_domains, version: o.version })
}

/// Changes the rule. The rule of domains needs at least one.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::Invalid`]; [`crate::Error::Stale`] when the organisation was changed since the form was opened.
pub async fn save_sign_in(ctx: &Ctx, rule: &str, typed_domains: &str, version: i64) -> Result<()> {
    let _permit = ctx.viewer.on_site().permit::<ManageSignIn>()?;
    let mut faults = Faults::new();
    let rule = SignInRule::from_word(rule).unwrap_or_else(|| {
        faults.add("rule", Fault::NotChoice);
        SignInRule::KnownPeople
    });
    let domains = faults.take("domains", domains(typed_domains)).join(" ");
    if rule == SignInRule::Domains && domains.is_empty() && faults.of("domains").is_none() {
        faults.add("domains", Fault::Missing);
    }
    faults.check()?;
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<ManageSignIn>()?;
        let mut tx = ctx.write().await?;
        let before = current(&mut tx).await?;
        organisation::save_sign_in(&mut tx, permit, rule, &domains, version).await?;
        let act = Act::by(Role::Administrator, "organisation.set_sign_in")
            .before(&Logged { rule: before.sign_in_rule, domains: &before.sign_in_domains })
            .after(&Logged { rule, domains: &domains });
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await?;
    ctx.app.reload_site().await
}
