//! The host's list at the door: who is there, who is not yet, who is there for the first time.

use super::{about, mark, not_now};
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    events::{Found, acting, visible},
    role_terms::meant,
};
use copia_domain::{
    attendance::{MOST_OTHERS, Refusal, Way, may_record},
    fields::{self, Fault},
    fold::fold,
    ids::FileId,
    policy::acts::RecordAttendance,
    registrations::{Place, State},
};
use copia_store::{
    attendance::{self, Attendance, Totals},
    registrations::{self, Who},
};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// Who.
    pub who: Who,
    /// Their name; empty once they have left.
    pub name: String,
    /// Their picture.
    pub picture: Option<FileId>,
    /// Where they work.
    pub department: Option<String>,
    /// How they said that they take part, where they have a seat.
    pub place: Option<Place>,
    /// How it is known that they were there, and for how many minutes; `None` for those who were not, or not yet.
    pub mark: Option<(Way, Option<i64>)>,
    /// Whether they were at no event of the communities that hold this one before, as far as was recorded.
    pub is_first: bool,
}

/// The list of an event.
#[derive(Debug, Clone)]
pub struct List {
    /// The event.
    pub event: Found,
    /// Why nothing can be recorded now.
    pub refusal: Option<Refusal>,
    /// Those with a seat, by name.
    pub registered: Vec<ListRow>,
    /// Those who were there without a seat, by name.
    pub unregistered: Vec<ListRow>,
    /// How many were there.
    pub totals: Totals,
    /// How many had a seat, whatever the list was narrowed to.
    pub seats: usize,
    /// How many of those came.
    pub came: usize,
}

/// The list of those who have a seat or came, narrowed to names that hold `search`.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn list(ctx: &Ctx, slug: &str, search: &str) -> Result<List> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let permit = standing.permit::<RecordAttendance>()?;
    let roster = registrations::roster(&mut tx, event.id, i64::MAX, 0).await?;
    let marks = attendance::of_event(&mut tx, &permit, event.id).await?;
    let before: BTreeSet<Who> =
        attendance::came_before(&mut tx, &permit, event.id, event.starts_at).await?.into_iter().collect();
    let totals = attendance::totals(&mut tx, event.id).await?;
    drop(tx);
    let mut marks: BTreeMap<Who, Attendance> = marks.into_iter().filter_map(|mark| Some((mark.who()?, mark))).collect();
    let mut registered = Vec::new();
    for row in roster.into_iter().filter(|row| row.state == State::Confirmed) {
        let Some(who) = row.person_id.map(Who::Person).or(row.guest_id.map(Who::Guest)) else { continue };
        registered.push(ListRow {
            who,
            name: row.name,
            picture: row.picture_id,
            department: row.department,
            place: Some(row.place),
            mark: marks.remove(&who).map(|mark| (mark.way, mark.minutes)),
            is_first: !before.contains(&who),
        });
    }
    let (seats, came) = (registered.len(), registered.iter().filter(|row| row.mark.is_some()).count());
    let mut unregistered: Vec<ListRow> =
        marks.into_iter().map(|(who, mark)| without_seat(who, mark, &before)).collect();
    unregistered.sort_by_key(|row| fold(&row.name));
    let search = fold(search);
    let is_meant = |row: &ListRow| fold(&row.name).contains(&search);
    registered.retain(is_meant);
    unregistered.retain(is_meant);
    let refusal = may_record(event.state, event.starts_at, ctx.now).err();
    Ok(List { event, refusal, registered, unregistered, totals, seats, came })
}

fn without_seat(who: Who, mark: Attendance, before: &BTreeSet<Who>) -> ListRow {
    ListRow {
        who,
        name: mark.name,
        picture: mark.picture_id,
        department: mark.department,
        place: None,
        mark: Some((mark.way, mark.minutes)),
        is_first: !before.contains(&who),
    }
}

/// Ticks somebody off who had registered, whatever became of it.
///
/// # Errors
/// [`Error::NotFound`] for somebody who never registered; [`Error::NotNow`] with the word of a [`Refusal`].
pub async fn record(ctx: &Ctx, slug: &str, who: Who) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RecordAttendance>()?;
        may_record(event.state, event.starts_at, ctx.now).map_err(not_now)?;
        registrations::find(&mut tx, event.id, who).await?.ok_or(Error::NotFound)?;
        let acting = (acting(&standing), "attendance.record");
        mark(ctx, &mut tx, &permit, &event, who, Way::Host, acting).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Records a colleague, typed by address or whole name, who came without registering.
///
/// # Errors
/// [`Error::Invalid`] for nobody or several; [`Error::NotNow`] with the word of a [`Refusal`].
pub async fn record_other(ctx: &Ctx, slug: &str, person: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RecordAttendance>()?;
        may_record(event.state, event.starts_at, ctx.now).map_err(not_now)?;
        let mut faults = Faults::new();
        let person = meant(&mut tx, "person", person, &mut faults).await?;
        if person.is_none() && faults.of("person").is_none() {
            faults.add("person", Fault::Missing);
        }
        faults.check()?;
        let who = Who::Person(person.ok_or(Error::NotFound)?);
        let acting = (acting(&standing), "attendance.record");
        mark(ctx, &mut tx, &permit, &event, who, Way::Host, acting).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Takes a mark back, whoever made it. Taking back what is not there changes nothing.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`]; [`Error::NotNow`] with the word of a [`Refusal`].
pub async fn take_back(ctx: &Ctx, slug: &str, who: Who) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RecordAttendance>()?;
        may_record(event.state, event.starts_at, ctx.now).map_err(not_now)?;
        if attendance::unmark(&mut tx, &permit, event.id, who).await? {
            attendance::count(&mut tx, event.id, event.kind, -1, ctx.now).await?;
            let act = Act::by(acting(&standing), "attendance.take_back").on("event", event.id);
            ctx.audit(&mut tx, about(act, who)).await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}

/// Sets how many others were there, whom nobody knows by name.
///
/// # Errors
/// [`Error::Invalid`] for what is no number from 0 to [`MOST_OTHERS`]; [`Error::NotNow`] with the word of a [`Refusal`].
pub async fn set_others(ctx: &Ctx, slug: &str, typed: &str) -> Result<()> {
    let mut faults = Faults::new();
    let others = faults.take("others", number(typed));
    faults.check()?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RecordAttendance>()?;
        may_record(event.state, event.starts_at, ctx.now).map_err(not_now)?;
        attendance::set_others(&mut tx, &permit, event.id, event.kind, others, ctx.now).await?;
        let act = Act::by(acting(&standing), "attendance.others").on("event", event.id).after(&others);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

fn number(typed: &str) -> Result<i64, Fault> {
    let number: i64 = fields::line(typed, 20)?.parse().map_err(|_| Fault::NotNumber)?;
    if (0..=MOST_OTHERS).contains(&number) { Ok(number) } else { Err(Fault::OutOfRange) }
}
