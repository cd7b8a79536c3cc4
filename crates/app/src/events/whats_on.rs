//! What is on: as a list, a month, or this week, over everything that the viewer may know of.

use super::{Found, Holder, Listed};
use crate::{Ctx, Result};
use copia_domain::{
    attendance::turnout::Term,
    events::{Format, Kind, State},
    ids::CommunityId,
    slug::Slug,
    time::{Day, When},
};
use copia_store::{
    Tx,
    events::{self, Filter},
};
use jiff::{ToSpan as _, civil};

/// Events on one page of a list.
const PAGE: i64 = 30;
/// Events in one view of a calendar at most.
const MOST: i64 = 500;

copia_domain::choices! {
    /// How what is on is shown.
    View {
        /// One after the other.
        List = "list",
        /// A month at a time.
        Month = "month",
        /// Seven days.
        Week = "week",
    }
}

/// What somebody wants to see.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ask<'a> {
    /// How it is shown.
    pub view: Option<View>,
    /// For a month or week: a day in it; today if left out.
    pub day: Option<Day>,
    /// Events of a kind.
    pub kind: Option<Kind>,
    /// Events in which one can take part so.
    pub format: Option<Format>,
    /// The address of a community.
    pub community: &'a str,
    /// The address of a service area.
    pub area: &'a str,
    /// What one comes to, runs or speaks at.
    pub is_mine: bool,
    /// What is over, the latest first; for the list.
    pub is_past: bool,
    /// Events at which somebody's attendance was recorded.
    pub is_held: bool,
    /// Past events of a term.
    pub term: Option<Term>,
    /// Which page of the list, from 1.
    pub page: i64,
}

/// An event with the communities that hold it.
#[derive(Debug, Clone)]
pub struct Item {
    /// The event.
    pub event: Listed,
    /// The communities that the viewer may know of.
    pub holders: Vec<Holder>,
    /// The day on which it starts, where the organisation is.
    pub day: civil::Date,
}

/// What is on.
#[derive(Debug, Clone)]
pub struct WhatsOn {
    /// How it is shown.
    pub view: View,
    /// The events.
    pub items: Vec<Item>,
    /// The first and the last day shown, for a month or a week.
    pub days: Option<(civil::Date, civil::Date)>,
    /// The month at hand, for a month: its first day.
    pub month: civil::Date,
    /// Which page of the list.
    pub page: i64,
    /// Whether the list goes on.
    pub has_more: bool,
    /// The communities to choose from: address and name.
    pub communities: Vec<(Slug, String)>,
    /// The service areas to choose from: address and name.
    pub areas: Vec<(Slug, String)>,
    /// Whether the viewer may plan events.
    pub may_plan: bool,
}

impl WhatsOn {
    /// The events of a day.
    pub fn on(&self, day: civil::Date) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.day == day)
    }
}

/// The instant at which a day begins, where the organisation is.
fn begins(ctx: &Ctx, day: civil::Date) -> When {
    copia_domain::wall::instant(day.at(0, 0, 0, 0), &ctx.site.zone)
}

/// The Monday on or before a day.
fn monday(day: civil::Date) -> civil::Date {
    let back = day.weekday().to_monday_zero_offset();
    day.checked_sub(i64::from(back).days()).unwrap_or(day)
}

fn later(day: civil::Date, days: i64) -> civil::Date {
    Day(day).plus_days(days).0
}

/// What is on, as far as the viewer may know of it.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn whats_on(ctx: &Ctx, ask: &Ask<'_>) -> Result<WhatsOn> {
    let mut tx = ctx.read().await?;
    let view = ask.view.unwrap_or(View::List);
    let at = ask.day.unwrap_or_else(|| ctx.today()).0;
    let month = at.first_of_month();
    let days = match view {
        View::List => None,
        View::Week => Some((monday(at), later(monday(at), 6))),
        View::Month => Some((monday(month), later(monday(month.last_of_month()), 6))),
    };
    let all = copia_store::communities::listed(&mut tx, &ctx.viewer, ctx.today()).await?;
    let asked = |listed: &copia_store::communities::Listed| {
        (ask.community.is_empty() || listed.slug.as_str() == ask.community)
            && (ask.area.is_empty() || listed.area_slug.as_ref().is_some_and(|area| area.as_str() == ask.area))
    };
    let narrows = !ask.community.is_empty() || !ask.area.is_empty();
    let ids: Option<Vec<CommunityId>> =
        narrows.then(|| all.iter().filter(|listed| asked(listed)).map(|listed| listed.id).collect());
    let term = ask.term.and_then(Term::days);
    let filter = Filter {
        from: match days {
            Some((first, _)) => begins(ctx, first),
            None if ask.is_past => term.map_or(When::from_micros(0), |(first, _)| begins(ctx, first)),
            None => ctx.now,
        },
        until: match days {
            Some((_, last)) => Some(begins(ctx, later(last, 1))),
            None if ask.is_past => Some(term.map_or(ctx.now, |(_, after)| begins(ctx, after).min(ctx.now))),
            None => None,
        },
        kind: ask.kind,
        format: ask.format,
        communities: ids,
        is_mine: ask.is_mine && ctx.viewer.is_staff(),
        with_drafts: ask.is_mine,
        is_held: ask.is_held,
        is_backwards: ask.is_past && days.is_none(),
        limit: if days.is_some() { MOST } else { PAGE + 1 },
        offset: if days.is_some() { 0 } else { (ask.page.max(1) - 1) * PAGE },
    };
    let mut listed = events::listed(&mut tx, &ctx.viewer, &filter, ctx.today()).await?;
    let has_more = days.is_none() && listed.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if has_more {
        listed.pop();
    }
    let items = with_holders(ctx, &mut tx, listed).await?;
    let mut areas: Vec<(Slug, String)> =
        all.iter().filter_map(|one| Some((one.area_slug.clone()?, one.area_name.clone()?))).collect();
    areas.sort_by(|a, b| a.1.cmp(&b.1));
    areas.dedup();
    let communities = all.into_iter().filter(|one| !one.stage.is_history()).map(|one| (one.slug, one.name)).collect();
    let may_plan = !events::plannable(&mut tx, &ctx.viewer, ctx.today()).await?.is_empty();
    Ok(WhatsOn { view, items, days, month, page: ask.page.max(1), has_more, communities, areas, may_plan })
}

async fn with_holders(ctx: &Ctx, tx: &mut Tx, listed: Vec<Listed>) -> Result<Vec<Item>> {
    if listed.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = listed.iter().map(|event| event.id).collect();
    let holders = events::holders_of(tx, &ctx.viewer, &ids, ctx.today()).await?;
    let items = listed.into_iter().map(|event| {
        let own = holders.iter().filter(|holder| holder.event_id == event.id).cloned().collect();
        let day = event.starts_at.day_in(&ctx.site.zone);
        Item { event, holders: own, day }
    });
    Ok(items.collect())
}

/// The next events of these communities, or of all that the viewer may know of: for other pages.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn coming_of(ctx: &Ctx, tx: &mut Tx, communities: Option<Vec<CommunityId>>, limit: i64) -> Result<Vec<Item>> {
    let filter = Filter { from: ctx.now, communities, limit, ..Filter::default() };
    let listed = events::listed(tx, &ctx.viewer, &filter, ctx.today()).await?;
    with_holders(ctx, tx, listed).await
}

/// The next announced event of the communities that hold this one.
pub(super) async fn next_after(ctx: &Ctx, tx: &mut Tx, event: &Found) -> Result<Option<Listed>> {
    let holders = events::holders(tx, event.id).await?;
    let filter = Filter {
        from: ctx.now,
        communities: Some(holders.iter().map(|holder| holder.id).collect()),
        limit: 5,
        ..Filter::default()
    };
    let coming = events::listed(tx, &ctx.viewer, &filter, ctx.today()).await?;
    Ok(coming.into_iter().find(|one| one.id != event.id && one.state == State::Published && one.starts_at > ctx.now))
}
