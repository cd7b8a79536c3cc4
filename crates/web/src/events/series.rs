//! The page of a series: its sessions, coming to all of them, and what its hosts do with it.

use super::event_path;
use crate::{
    registrations::state_key,
    shell::{Answer, Flash, Form, Page, Posted, Visit, form_query, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{
        events::State as EventState,
        policy::Action,
        recurrence::{DayOfMonth, Nth, Pattern, Rule},
        registrations::{Place, State},
    },
    events::{self, Found, SeriesPage as View},
};
use copia_text::key;

/// One session.
struct SessionShown {
    path: String,
    when: String,
    title: String,
    /// Where the viewer stands, or that it is a draft or was called off.
    mark: &'static str,
    is_off: bool,
    is_over: bool,
    seats: String,
    /// Bank holidays on its day, for hosts.
    holiday: bool,
}

/// A way of taking part in all of it.
struct Way {
    label: &'static str,
    place: &'static str,
}

#[derive(Template)]
#[template(path = "events/series.html")]
struct SeriesPageShown {
    page: Page,
    title: String,
    path: String,
    hue: &'static str,
    holders: Vec<(String, String)>,
    rules: Vec<String>,
    ahead: Vec<SessionShown>,
    over: Vec<SessionShown>,
    /// Whether the viewer comes to all of it.
    comes: bool,
    ways: Vec<Way>,
    sign_in: String,
    runs: bool,
    drafts: usize,
    drafts_words: String,
    form: Form,
}
shown!(SeriesPageShown);

/// The page of a series.
pub(super) async fn page(visit: Visit, Path(slug): Path<String>) -> Answer {
    page_with(&visit, &slug, Form::default()).await
}

async fn page_with(visit: &Visit, slug: &str, form: Form) -> Answer {
    let view = events::series_page(visit, slug).await?;
    let words = &visit.words;
    let title = view.event.title.clone();
    let path = event_path(view.event.slug.as_str());
    let runs = view.standing.may(Action::RunEvent);
    let sessions = |is_over: bool| -> Vec<SessionShown> {
        let of = view.sessions.iter().filter(|one| (one.ends_at <= visit.now) == is_over);
        of.map(|one| session(visit, one, runs)).collect()
    };
    let comes = view.mine.as_ref().is_some_and(|mine| mine.ended_at.is_none());
    let ways = ways(visit, &view);
    let drafts = if runs { view.drafts(visit) } else { 0 };
    show(&SeriesPageShown {
        page: Page::new(visit, "events", words.say_with("series-title", &[("event", title.as_str().into())]))
            .status(form.status(false))
            .unlisted(),
        hue: view.holders.first().map_or("", |one| crate::communities::hue(one.area_hue).class()),
        holders: view.holders.iter().map(|one| (one.name.clone(), format!("/communities/{}", one.slug))).collect(),
        rules: rules(visit, &view),
        ahead: sessions(false),
        over: sessions(true),
        sign_in: if visit.account.is_none() && !ways.is_empty() {
            format!("/sign-in?{}", form_query("next", &format!("{path}/series")))
        } else {
            String::new()
        },
        ways: if visit.account.is_some() && !comes { ways } else { Vec::new() },
        comes,
        runs,
        drafts,
        drafts_words: words.say_with("series-drafts", &[("count", drafts.into())]),
        title,
        path,
        form,
    })
}

fn session(visit: &Visit, one: &Found, runs: bool) -> SessionShown {
    let mark = match (one.state, one.my_state) {
        (EventState::Draft, _) => key("event-draft"),
        (EventState::CalledOff, _) => key("event-called-off"),
        (_, Some(state)) if state.is_live() || state == State::Withdrawn => state_key(state),
        _ => "",
    };
    let seats: Vec<String> = super::page::seats(visit, one);
    let day = one.local_start.0.date();
    let is_holiday = copia_app::domain::bank_holidays::Nation::ALL
        .iter()
        .any(|nation| copia_app::domain::bank_holidays::on(day, *nation).is_some());
    SessionShown {
        path: event_path(one.slug.as_str()),
        when: events::when_words(visit, one),
        title: one.title.clone(),
        mark,
        is_off: one.state == EventState::CalledOff,
        is_over: one.ends_at <= visit.now,
        seats: seats.join(" "),
        holiday: runs && is_holiday && one.ends_at > visit.now,
    }
}

/// The ways of taking part in all that is still to come.
fn ways(visit: &Visit, view: &View) -> Vec<Way> {
    let open = |place: Place| {
        view.sessions.iter().any(|one| {
            one.state == EventState::Published
                && visit.now < one.closes_at.unwrap_or(one.ends_at)
                && one.format.has(place)
        })
    };
    let both = open(Place::InPerson) && open(Place::Online);
    let way = |place: Place| {
        let label = match (both, place) {
            (false, _) => key("series-come"),
            (true, Place::InPerson) => key("series-come-in-person"),
            (true, Place::Online) => key("series-come-online"),
        };
        Way { label, place: place.word() }
    };
    Place::ALL.iter().copied().filter(|place| open(*place)).map(way).collect()
}

/// How the sessions follow each other, in words: one line for each rule of more than one day.
fn rules(visit: &Visit, view: &View) -> Vec<String> {
    let line = |segment: &events::Segment| {
        let rule = Rule::parse(&segment.rule)?;
        let first = segment.first_local.0;
        let dates = rule.dates(first.date()).ok()?;
        let last = dates.last().filter(|_| dates.len() > 1)?;
        let words = &visit.words;
        let weekday =
            words.weekdays().into_iter().nth(usize::from(first.weekday().to_monday_zero_offset().unsigned_abs()));
        let (key, every) = match rule.pattern {
            Pattern::Weekly { every } => (key("series-rule-weekly"), every),
            Pattern::MonthlyByDay { every, day: DayOfMonth::Last } => (key("series-rule-monthly-last-day"), every),
            Pattern::MonthlyByDay { every, .. } => (key("series-rule-monthly-day"), every),
            Pattern::MonthlyByWeekday { every, nth } => (nth_key(nth), every),
        };
        let parts = [
            ("every", i64::from(every).into()),
            ("weekday", weekday.unwrap_or_default().into()),
            ("day", i64::from(first.day()).into()),
            ("time", words.time(first.time()).into()),
            ("first", words.date(first.date()).into()),
            ("last", words.date(*last).into()),
        ];
        Some(words.say_with(key, &parts))
    };
    view.segments.iter().filter_map(line).collect()
}

const fn nth_key(nth: Nth) -> &'static str {
    match nth {
        Nth::First => key("series-rule-monthly-first"),
        Nth::Second => key("series-rule-monthly-second"),
        Nth::Third => key("series-rule-monthly-third"),
        Nth::Fourth => key("series-rule-monthly-fourth"),
        Nth::Last => key("series-rule-monthly-last"),
    }
}

fn series_path(slug: &str) -> String {
    format!("{}/series", event_path(slug))
}

/// Announces every draft of a series.
pub(super) async fn publish(Path(slug): Path<String>, posted: Posted) -> Answer {
    let flash = match events::publish_series(&posted.visit, &slug).await {
        Ok(_) => key("flash-series-published"),
        Err(Error::AlreadyDone) => key("flash-as-before"),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&series_path(&slug), Some(Flash::new(flash))))
}

/// Adds a session on another day.
pub(super) async fn add(Path(slug): Path<String>, posted: Posted) -> Answer {
    match events::add_session(&posted.visit, &slug, posted.get("date")).await {
        Ok(_) => Ok(redirect(&series_path(&slug), Some(Flash::new(key("flash-series-added"))))),
        Err(Error::Invalid(faults)) => page_with(&posted.visit, &slug, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}
