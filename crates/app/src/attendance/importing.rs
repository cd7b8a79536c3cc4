//! Taking attendance from a report that Teams or Zoom wrote. The report is read twice by people and never kept: first
//! the host sees whom each line is taken for and decides where that is open, then what they decided is recorded. Of
//! those whom nobody knows only the number stays.

use super::{not_now, who_of};
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    events::{Found, acting, visible},
};
use bytes::Bytes;
use copia_domain::{
    attendance::{
        MOST_OTHERS, Way,
        matching::{Candidate, Known as Candidates, Match},
        may_record,
        report::{self, Attendee, Fault as ReportFault, Skipped},
    },
    fields::Fault,
    ids::{AttendanceId, PersonId},
    policy::acts::RecordAttendance,
    time::When,
    wall,
};
use copia_store::{
    attendance::{self, Known, Marked},
    registrations::Who,
};
use std::collections::{BTreeMap, BTreeSet};

/// Lines without a known person for which the page offers a choice; the rest are counted as others.
const MOST_CHOICES: usize = 100;
/// People among whom one can choose for such a line.
const MOST_OFFERED: usize = 300;
/// Minutes that a report can say of one person.
const MOST_MINUTES: i64 = 24 * 60;

/// Whom a line of the report is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guess {
    /// This one.
    One(Who),
    /// One of these: the host says which.
    Several(Vec<Who>),
    /// Nobody whom we know.
    Nobody,
}

/// A line of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRow {
    /// The name that the meeting showed.
    pub shown: String,
    /// The address in the report.
    pub address: Option<String>,
    /// When they first came and last left, if the report says so.
    pub span: Option<(When, When)>,
    /// Minutes that they were there, if the report says so.
    pub minutes: Option<u32>,
    /// Whom it is taken for.
    pub guess: Guess,
    /// Whether whoever it is taken for had not registered.
    pub is_unregistered: bool,
}

/// What a report comes to.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The event.
    pub event: Found,
    /// The lines whose person is known, or has to be chosen, by name.
    pub rows: Vec<PreviewRow>,
    /// Lines beyond those for which a choice is offered: they are counted as others.
    pub more: usize,
    /// Lines that were left out, and why.
    pub skipped: Vec<Skipped>,
    /// The names of those whom lines are taken for, or can be.
    pub names: BTreeMap<Who, String>,
    /// Those who registered and whom no line is taken for: the choices for a line without a known person.
    pub offered: Vec<Who>,
}

/// The event, for the page on which a report is chosen.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn report_form(ctx: &Ctx, slug: &str) -> Result<Found> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<RecordAttendance>()?;
    Ok(event)
}

/// Reads a report and says whom it means. Nothing is kept.
///
/// # Errors
/// [`Error::NotNow`] with the word of a refusal; the outer result as every use case, the inner one says what is wrong
/// with the file; `Ok(Err(None))` is no file at all.
pub async fn preview(ctx: &Ctx, slug: &str, file: Option<Bytes>) -> Result<Result<Preview, Option<ReportFault>>> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let permit = standing.permit::<RecordAttendance>()?;
    may_record(event.state, event.starts_at, ctx.now).map_err(not_now)?;
    let Some(file) = file else { return Ok(Err(None)) };
    let zone = wall::zone(&event.zone).unwrap_or_else(|| ctx.site.zone.clone());
    let day = event.local_start.0.date();
    // Up to five million bytes are read: not on the thread that serves others.
    let read = tokio::task::spawn_blocking(move || report::read(&file, day, &zone)).await;
    let report = match read.map_err(|error| Error::Internal(error.to_string()))? {
        Ok(report) => report,
        Err(fault) => return Ok(Err(Some(fault))),
    };
    let registered = attendance::registered(&mut tx, &permit, event.id).await?;
    let addresses: BTreeSet<String> = report.attendees.iter().filter_map(|one| one.address.clone()).collect();
    let colleagues = attendance::have_address(&mut tx, &permit, addresses).await?;
    drop(tx);
    Ok(Ok(compare(event, report.attendees, report.skipped, &registered, &colleagues)))
}

fn compare(
    event: Found,
    attendees: Vec<Attendee>,
    skipped: Vec<Skipped>,
    registered: &[Known],
    colleagues: &[Known],
) -> Preview {
    let has_registered: BTreeSet<Who> = registered.iter().map(|one| one.who).collect();
    let everybody = registered.iter().chain(colleagues.iter().filter(|one| !has_registered.contains(&one.who)));
    let candidates =
        everybody.clone().map(|one| Candidate { key: one.who, name: one.name.clone(), address: one.address.clone() });
    let known = Candidates::new(candidates);
    let names: BTreeMap<Who, String> = everybody.map(|one| (one.who, one.name.clone())).collect();
    let rows = attendees.into_iter().map(|attendee| row(&known, &has_registered, attendee));
    let (mut rows, nobody): (Vec<_>, Vec<_>) = rows.partition(|row| row.guess != Guess::Nobody);
    let taken: BTreeSet<Who> =
        rows.iter().filter_map(|row| if let Guess::One(who) = row.guess { Some(who) } else { None }).collect();
    let mut offered: Vec<Who> = registered.iter().map(|one| one.who).filter(|who| !taken.contains(who)).collect();
    if offered.len() > MOST_OFFERED {
        offered.clear();
    }
    let more = nobody.len().saturating_sub(MOST_CHOICES);
    rows.extend(nobody.into_iter().take(MOST_CHOICES));
    Preview { event, rows, more, skipped, names, offered }
}

fn row(known: &Candidates<Who>, has_registered: &BTreeSet<Who>, attendee: Attendee) -> PreviewRow {
    let guess = match known.find(&attendee) {
        Match::One(who) => Guess::One(who),
        Match::Several(who) => Guess::Several(who),
        Match::Nobody => Guess::Nobody,
    };
    let is_unregistered = matches!(guess, Guess::One(who) if !has_registered.contains(&who));
    let span = attendee.joins.first().zip(attendee.joins.last()).map(|((from, _), (_, to))| (*from, *to));
    let Attendee { name: shown, address, minutes, .. } = attendee;
    PreviewRow { shown, address, span, minutes, guess, is_unregistered }
}

/// What came of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Applied {
    /// People who were not marked before.
    pub new: u32,
    /// People who were, and whose minutes have changed.
    pub measured: u32,
    /// People of whom nothing changed.
    pub as_before: u32,
    /// Others, of whom only the number is kept.
    pub others: u32,
}

/// Records what the host decided for each line: `person:ID|55`, `guest:ID|`, `other` for somebody whom nobody knows, and
/// nothing for a line that is left out. `more` are others beyond the lines. The same again changes nothing.
///
/// # Errors
/// [`Error::Invalid`] for a choice that was not offered; [`Error::NotNow`] with the word of a refusal.
pub async fn apply<'r>(ctx: &Ctx, slug: &str, rows: impl IntoIterator<Item = &'r str>, more: &str) -> Result<Applied> {
    let (chosen, others) = decided(rows, more).ok_or_else(|| Error::Invalid(Faults::one("row", Fault::NotChoice)))?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RecordAttendance>()?;
        may_record(event.state, event.starts_at, ctx.now).map_err(not_now)?;
        let people = chosen.keys().filter_map(|who| who.person());
        let people: Vec<PersonId> = people.collect();
        let mut known: BTreeSet<Who> =
            attendance::registered(&mut tx, &permit, event.id).await?.iter().map(|one| one.who).collect();
        known.extend(attendance::are_here(&mut tx, &permit, people).await?.iter().map(|one| one.who));
        if chosen.keys().any(|who| !known.contains(who)) {
            return Err(Error::Invalid(Faults::one("row", Fault::NotChoice)));
        }
        let mut applied = Applied { others, ..Applied::default() };
        for (who, minutes) in &chosen {
            let id = ctx.id(AttendanceId::new);
            let marked =
                attendance::mark(&mut tx, &permit, id, event.id, *who, (Way::Report, *minutes), ctx.now).await?;
            match marked {
                Marked::New => applied.new += 1,
                Marked::Measured => applied.measured += 1,
                Marked::AsBefore => applied.as_before += 1,
            }
        }
        if applied.new > 0 {
            attendance::count(&mut tx, event.id, event.kind, applied.new.into(), ctx.now).await?;
        }
        let before = attendance::totals(&mut tx, event.id).await?;
        if others > 0 && before.others != i64::from(others) {
            attendance::set_others(&mut tx, &permit, event.id, event.kind, others.into(), ctx.now).await?;
        }
        let act = Act::by(acting(&standing), "attendance.import").on("event", event.id);
        ctx.audit(&mut tx, act.after(&(applied.new + applied.measured))).await?;
        tx.commit().await?;
        Ok(applied)
    })
    .await
}

/// The lines that a host decided on: each person once, with the longest stay that a line of theirs says, and how many
/// others there were; `None` for what no page sends.
fn decided<'r>(rows: impl IntoIterator<Item = &'r str>, more: &str) -> Option<(BTreeMap<Who, Option<i64>>, u32)> {
    let mut chosen: BTreeMap<Who, Option<i64>> = BTreeMap::new();
    let mut others: u32 = if more.is_empty() { 0 } else { more.parse().ok()? };
    for (number, row) in rows.into_iter().enumerate() {
        if number >= report::LONGEST {
            return None;
        }
        match row {
            "" => {}
            "other" => others = others.checked_add(1)?,
            row => {
                let (who, minutes) = row.split_once('|')?;
                let minutes: Option<i64> = if minutes.is_empty() { None } else { Some(minutes.parse().ok()?) };
                if minutes.is_some_and(|minutes| !(0..=MOST_MINUTES).contains(&minutes)) {
                    return None;
                }
                let longest = chosen.entry(who_of(who)?).or_default();
                *longest = (*longest).max(minutes);
            }
        }
    }
    (i64::from(others) <= MOST_OTHERS).then_some((chosen, others))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attendance::who_word;

    #[test]
    fn what_the_host_decided_is_read_strictly() {
        let ada = Who::Person(PersonId::from(uuid::Uuid::from_u128(1)));
        let word = who_word(ada);
        let rows = [format!("{word}|50"), format!("{word}|55"), "other".to_owned(), String::new(), "other".to_owned()];
        let (chosen, others) = decided(rows.iter().map(String::as_str), "3").unwrap();
        assert_eq!((chosen.get(&ada), others), (Some(&Some(55)), 5));
        let minutes = |text: &str| decided([format!("{word}|{text}").as_str()], "").map(|(chosen, _)| chosen);
        assert_eq!(minutes(""), Some(BTreeMap::from([(ada, None)])));
        for wrong in ["-1", "1441", "x", "5|5"] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
        for (row, more) in
            [("person:nobody|5", ""), ("staff:1|5", ""), ("others", ""), ("other", "-1"), ("other", "100000")]
        {
            assert_eq!(decided([row], more), None, "{row} {more}");
        }
    }
}
