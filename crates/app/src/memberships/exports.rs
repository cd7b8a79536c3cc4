//! Taking the list of members away as a file.

use crate::{Ctx, Error, Result, communities::visible, ctx::Act};
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

/// A text that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it (after the OWASP
/// advice on CSV injection).
fn harmless(text: &str) -> String {
    let like_formula =
        text.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
            || text.starts_with(['\t', '\r', '\n']);
    if like_formula { format!("'{text}") } else { text.to_owned() }
}

fn csv(words: &Words, lines: &[Line]) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into());
    writer.write_record(headings(words)).map_err(|error| internal(&error))?;
    for line in lines {
        let joined = line.joined.to_string();
        let texts = line.texts.iter().map(|text| harmless(text)).chain([joined]);
        writer.write_record(texts).map_err(|error| internal(&error))?;
    }
    writer.into_inner().map_err(|error| internal(error.error()))
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

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_text_begins_like_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\u{ff1d}1"] {
            assert!(harmless(text).starts_with('\''), "{text:?}");
        }
        for text in ["Ada Example", "", "a=b", "Øst-West"] {
            assert_eq!(harmless(text), text);
        }
    }
}
