//! Taking the list of members away as a file.

use crate::{
    Ctx, Result,
    communities::visible,
    ctx::Act,
    sheets::{self, Cell},
};
use copia_domain::{
    policy::{Role, acts::ExportMembers},
    time::Day,
};
use copia_store::memberships::{self, Member};
use copia_text::Words;

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values in UTF-8 with a byte order mark, without which Excel takes it for something else.
    Csv,
    /// A workbook.
    Xlsx,
}

/// A file to be taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// What to call it.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// All members with the days on which they joined. The audit log keeps who took them away, and how many there were.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Denied`].
pub async fn export(ctx: &Ctx, slug: &str, format: Format) -> Result<Export> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<ExportMembers>()?;
        let members = memberships::every_member(&mut tx, permit, found.id).await?;
        let role = if standing.is(Role::Lead) { Role::Lead } else { Role::ProgrammeManager };
        let act = Act::by(role, "membership.export").on("community", found.id).within(found.id);
        ctx.audit(&mut tx, act.after(&members.len())).await?;
        let lines = members.iter().map(|member| line(ctx, member));
        let file = sheets::file(ctx, &found.name, found.slug.as_str(), &headings(&ctx.words), lines, format)?;
        tx.commit().await?;
        Ok(file)
    })
    .await
}

fn line(ctx: &Ctx, member: &Member) -> Vec<Cell> {
    let level = if member.state == copia_domain::memberships::State::ActiveCore {
        ctx.words.say("memberships-level-core")
    } else {
        ctx.words.say("memberships-level-wider")
    };
    let texts = [
        member.name.clone(),
        member.email.clone().unwrap_or_default(),
        member.job_title.clone().unwrap_or_default(),
        member.department.clone().unwrap_or_default(),
        level.to_owned(),
    ];
    let joined = Day(member.joined_at.unwrap_or(member.since).day_in(&ctx.site.zone));
    texts.into_iter().map(Cell::Text).chain([Cell::Day(joined)]).collect()
}

fn headings(words: &Words) -> [&str; 6] {
    [
        words.say("memberships-export-name"),
        words.say("memberships-export-email"),
        words.say("memberships-export-job-title"),
        words.say("memberships-export-department"),
        words.say("memberships-export-level"),
        words.say("memberships-export-joined"),
    ]
}
