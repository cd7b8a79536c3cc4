//! Taking the list of members away as a file.

use crate::{Ctx, Error, Result, communities::visible, ctx::Act, tables::table};
use copia_domain::{
    policy::{Role, acts::ExportMembers},
    time::Day,
};
use copia_store::memberships::{self, Member};
use copia_text::Words;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as CellFormat, Workbook, XlsxError};

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
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn export(ctx: &Ctx, slug: &str, format: Format) -> Result<Export> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<ExportMembers>()?;
        let members = memberships::every_member(&mut tx, permit, found.id).await?;
        let role = if standing.is(Role::Lead) { Role::Lead } else { Role::ProgrammeManager };
        let act = Act::by(role, "membership.export").on("community", found.id).within(found.id);
        ctx.audit(&mut tx, act.after(&members.len())).await?;
        let lines = lines(&ctx.words, &ctx.site.zone, &members);
        let (ending, media_type, bytes) = match format {
            Format::Csv => ("csv", "text/csv; charset=utf-8", csv(&ctx.words, &lines)?),
            Format::Xlsx => {
                let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                ("xlsx", media_type, xlsx(ctx, &found.name, &lines).map_err(|error| internal(&error))?)
            }
        };
        tx.commit().await?;
        Ok(Export { name: format!("{}-{}.{ending}", found.slug, ctx.today()), media_type, bytes })
    })
    .await
}

fn internal(error: &dyn std::error::Error) -> Error {
    Error::Internal(format!("the file cannot be written: {error}"))
}

/// A member as a line of the file.
struct Line {
    texts: [String; 5],
    joined: Day,
}

fn lines(words: &Words, zone: &TimeZone, members: &[Member]) -> Vec<Line> {
    let line = |member: &Member| {
        let level = if member.state == copia_domain::memberships::State::ActiveCore {
            words.say("memberships-level-core")
        } else {
            words.say("memberships-level-wider")
        };
        let texts = [
            member.name.clone(),
            member.email.clone().unwrap_or_default(),
            member.job_title.clone().unwrap_or_default(),
            member.department.clone().unwrap_or_default(),
            level.to_owned(),
        ];
        Line { texts, joined: Day(member.joined_at.unwrap_or(member.since).day_in(zone)) }
    };
    members.iter().map(line).collect()
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

fn csv(words: &Words, lines: &[Line]) -> Result<Vec<u8>> {
    let joined = |line: &Line| line.joined.to_string();
    let rows = lines.iter().map(|line| line.texts.iter().cloned().chain([joined(line)]));
    table(&headings(words), rows)
}

/// Every text is written as text, so that nothing in it is a formula; days are days.
fn xlsx(ctx: &Ctx, title: &str, lines: &[Line]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let written = ExcelDateTime::from_timestamp(ctx.now.timestamp().as_second())?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&written));
    let sheet = workbook.add_worksheet();
    let bold = CellFormat::new().set_bold();
    let day = CellFormat::new().set_num_format("yyyy-mm-dd");
    for (column, heading) in (0..).zip(headings(&ctx.words)) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
        sheet.set_column_width(column, 26)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, line) in (1..).zip(lines) {
        for (column, text) in (0..).zip(&line.texts) {
            sheet.write_string(row, column, text)?;
        }
        let date = line.joined.0;
        let year = u16::try_from(date.year()).unwrap_or(1900);
        let joined = ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs())?;
        sheet.write_datetime_with_format(row, 5, &joined, &day)?;
    }
    workbook.save_to_buffer()
}
