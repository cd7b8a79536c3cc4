//! Writing down what a community hopes for in one kind of value.

use super::{Framing, LONGEST};
use crate::{
    Act, Ctx, Error, Faults, Result,
    communities::{acting, visible},
    role_terms::meant,
};
use copia_domain::{
    fields::{self, Fault},
    policy::acts::FrameValue,
    time::Day,
    value::ValueType,
};
use copia_store::{communities::Found, value};

/// The form.
#[derive(Debug, Clone)]
pub struct FramingForm {
    /// The community.
    pub found: Found,
    /// What the viewer may do.
    pub standing: copia_domain::policy::Standing,
    /// Of which kind of value.
    pub value_type: ValueType,
    /// What stands there now.
    pub framing: Option<Framing>,
}

/// What a community hopes for, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct FramingInput<'a> {
    /// What success would look like.
    pub aspiration: &'a str,
    /// What has to hold for it.
    pub conditions: &'a str,
    /// What could go wrong.
    pub risks: &'a str,
    /// What is done about that.
    pub mitigations: &'a str,
    /// What is to be measured.
    pub planned: &'a str,
    /// Who looks after it: a name or an address, or nothing.
    pub owner: &'a str,
    /// By when it is looked at again.
    pub review_by: &'a str,
    /// The version that the form was made from.
    pub version: i64,
}

/// The form of one kind of value.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn framing_form(ctx: &Ctx, slug: &str, value_type: &str) -> Result<FramingForm> {
    let value_type = ValueType::from_word(value_type).ok_or(Error::NotFound)?;
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<FrameValue>()?;
    let all = value::framings(&mut tx, found.id).await?;
    let framing = all.into_iter().find(|one| one.value_type == value_type);
    Ok(FramingForm { found, standing, value_type, framing })
}

/// Keeps what was typed.
///
/// # Errors
/// As [`framing_form`]; [`Error::Invalid`]; [`Error::Stale`].
pub async fn save_framing(ctx: &Ctx, slug: &str, value_type: &str, input: &FramingInput<'_>) -> Result<()> {
    let value_type = ValueType::from_word(value_type).ok_or(Error::NotFound)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<FrameValue>()?;
        let mut faults = Faults::new();
        let mut text = |name, typed| faults.take(name, fields::optional_paragraphs(typed, LONGEST)).unwrap_or_default();
        let (conditions, risks) = (text("conditions", input.conditions), text("risks", input.risks));
        let (mitigations, planned) = (text("mitigations", input.mitigations), text("planned", input.planned));
        let aspiration = faults.take("aspiration", fields::paragraphs(input.aspiration, LONGEST));
        let owner_id = meant(&mut tx, "owner", input.owner, &mut faults).await?;
        let review_by = faults.take("review_by", day(input.review_by));
        faults.check()?;
        let framing = Framing {
            community_id: found.id,
            value_type,
            aspiration,
            conditions,
            risks,
            mitigations,
            planned,
            owner_id,
            owner: None,
            review_by,
            author_id: ctx.person()?,
            author: String::new(),
            written_at: ctx.now,
            version: input.version,
        };
        value::frame(&mut tx, &permit, &framing, ctx.now).await?;
        let after = serde_json::json!({ "value_type": value_type, "review_by": review_by });
        let act = Act::by(acting(&standing), "value.frame").on("community", found.id).within(found.id).after(&after);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// A day that may be left open.
pub(super) fn day(typed: &str) -> Result<Option<Day>, Fault> {
    let typed = typed.trim();
    if typed.is_empty() { Ok(None) } else { Day::parse(typed).map(Some).ok_or(Fault::NotDate) }
}
