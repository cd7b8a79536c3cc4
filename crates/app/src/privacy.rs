//! What is held about a person: the copy that they can take, and its removal after they have left.

use crate::{Ctx, Error, Result, ctx::Act, files, outbox::Unfinished};
use copia_domain::{
    policy::{
        Permit, Scope,
        acts::{LeaveSite, TakeCopy},
    },
    time::When,
};
use copia_store::{change_log, privacy};
use serde_json::{Map, Value as Json};

pub use copia_store::privacy::{Held, HeldRow, Value, tables};

/// Days for which the profile of somebody who has left is kept (domain research 6.6), in case it was a mistake.
pub const KEEP_DAYS: i64 = 90;

/// All that is held about the person who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// When it was taken.
    pub at: When,
    /// Every table that can name a person, with the rows that name this one.
    pub tables: Vec<Held>,
}

/// Takes the copy, from one snapshot.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn copy(ctx: &Ctx) -> Result<Copy> {
    let Some(me) = ctx.viewer.id() else {
        let _permit = ctx.viewer.on_site().permit::<TakeCopy>()?;
        return Err(Error::NotFound);
    };
    let permit = ctx.viewer.towards(me).permit::<TakeCopy>()?;
    let mut tx = ctx.read().await?;
    Ok(Copy { at: ctx.now, tables: privacy::held(&mut tx, &permit).await? })
}

impl Copy {
    /// The copy for programs: each table by its name, instants as RFC 3339 in UTC.
    pub fn to_json(&self) -> Json {
        let tables = self.tables.iter().map(|held| {
            let rows = held.rows.iter().map(|HeldRow(cells)| {
                let cells = cells.iter().map(|(name, value)| (name.clone(), json(value)));
                Json::Object(cells.collect::<Map<_, _>>())
            });
            (held.table.to_owned(), Json::Array(rows.collect()))
        });
        let mut all = Map::new();
        all.insert("taken_at".to_owned(), Json::String(self.at.timestamp().to_string()));
        all.insert("held".to_owned(), Json::Object(tables.collect()));
        Json::Object(all)
    }
}

fn json(value: &Value) -> Json {
    match value {
        Value::Nothing => Json::Null,
        Value::Text(text) => Json::String(text.clone()),
        Value::Int(number) => Json::from(*number),
        Value::Bool(yes) => Json::Bool(*yes),
        Value::When(at) => Json::String(at.timestamp().to_string()),
        Value::Day(day) => Json::String(day.to_string()),
    }
}

/// Removes what names people who left more than [`KEEP_DAYS`] days ago: run once a day. Histories keep their rows,
/// without names.
pub(crate) async fn erase_leavers(ctx: &Ctx) -> Result<(), Unfinished> {
    while erase_some(ctx).await? > 0 {}
    Ok(())
}

async fn erase_some(ctx: &Ctx) -> Result<usize> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let due = privacy::due(&mut tx, ctx.now.plus_days(-KEEP_DAYS)).await?;
        for one in &due {
            let permit = Permit::<LeaveSite>::of_the_system(Scope::Person(one.id), "the time of keeping is over");
            privacy::erase(&mut tx, &permit, one.id).await?;
            if let Some(picture) = one.picture_id {
                files::forget(ctx, &mut tx, picture).await?;
            }
            change_log::add(&mut tx, "person", one.id, ctx.now).await?;
            ctx.audit(&mut tx, Act::by_system("person.erase").on("person", one.id).about(one.id)).await?;
        }
        tx.commit().await?;
        Ok(due.len())
    })
    .await
}
