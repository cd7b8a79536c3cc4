//! What taking part is worth to one person, overall: theirs alone until they share it.

use super::{LONGEST, Narrative, NarrativeRow};
use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    fields,
    ids::PersonId,
    policy::{
        Role,
        acts::{KeepOwnStories, SeePeople},
    },
    value::narrative::Row,
};
use copia_store::value;

/// What somebody wrote down.
#[derive(Debug, Clone)]
pub struct NarrativePage {
    /// The narrative; `None` before anything was written.
    pub narrative: Option<Narrative>,
    /// Its rows.
    pub rows: Vec<NarrativeRow>,
}

/// The same, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct NarrativeInput<'a> {
    /// Why they take part.
    pub reasons: &'a str,
    /// What they took part in, and plan.
    pub activities: &'a str,
    /// How and with what example, for each row.
    pub rows: Vec<(Row, &'a str, &'a str)>,
    /// Whether colleagues may read it.
    pub is_shared: bool,
    /// The version that the form was made from.
    pub version: i64,
}

/// One's own.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn narrative(ctx: &Ctx) -> Result<NarrativePage> {
    let _permit = ctx.viewer.on_site().permit::<SeePeople>()?;
    let mut tx = ctx.read().await?;
    let found = value::narrative(&mut tx, ctx.person()?).await?;
    let (narrative, rows) = found.map_or((None, Vec::new()), |(narrative, rows)| (Some(narrative), rows));
    Ok(NarrativePage { narrative, rows })
}

/// Somebody else's, if they have shared it.
///
/// # Errors
/// [`Error::Denied`] for a visitor; [`Error::NotFound`] when there is none, or it is not shared.
pub async fn narrative_of(ctx: &Ctx, person: &str) -> Result<(Narrative, Vec<NarrativeRow>)> {
    let _permit = ctx.viewer.on_site().permit::<SeePeople>()?;
    let person = PersonId::parse(person).ok_or(Error::NotFound)?;
    let mut tx = ctx.read().await?;
    let found = value::narrative(&mut tx, person).await?;
    found.filter(|(one, _)| one.is_shared && !one.person.is_empty()).ok_or(Error::NotFound)
}

const fn fields_of(row: Row) -> (&'static str, &'static str) {
    match row {
        Row::Myself => ("myself", "myself_example"),
        Row::Connections => ("connections", "connections_example"),
        Row::Practice => ("practice", "practice_example"),
        Row::Influence => ("influence", "influence_example"),
    }
}

/// Keeps one's own.
///
/// # Errors
/// [`Error::Denied`], [`Error::Invalid`], [`Error::Stale`].
pub async fn save_narrative(ctx: &Ctx, input: &NarrativeInput<'_>) -> Result<()> {
    ctx.retry(|| async {
        let _staff = ctx.viewer.on_site().permit::<SeePeople>()?;
        let me = ctx.person()?;
        let permit = ctx.viewer.towards(me).permit::<KeepOwnStories>()?;
        let mut faults = Faults::new();
        let mut text = |name, typed| faults.take(name, fields::optional_paragraphs(typed, LONGEST)).unwrap_or_default();
        let (reasons, activities) = (text("reasons", input.reasons), text("activities", input.activities));
        let mut rows = Vec::new();
        for (part, body, example) in &input.rows {
            let (of_body, of_example) = fields_of(*part);
            rows.push(NarrativeRow { part: *part, body: text(of_body, body), example: text(of_example, example) });
        }
        faults.check()?;
        let narrative = Narrative {
            person_id: me,
            person: String::new(),
            reasons,
            activities,
            is_shared: input.is_shared,
            written_at: ctx.now,
            version: input.version,
        };
        let mut tx = ctx.write().await?;
        value::narrate(&mut tx, &permit, &narrative, &rows).await?;
        let act = Act::by(Role::Oneself, "narrative.write").on("person", me).about(me);
        ctx.audit(&mut tx, act.after(&serde_json::json!({ "is_shared": input.is_shared }))).await?;
        Ok(tx.commit().await?)
    })
    .await
}
