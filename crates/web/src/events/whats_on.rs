//! What is on: as a list, a month or a week.

use super::{event_path, format_key, kind_key, where_words};
use crate::{
    communities::hue,
    shell::{Answer, Page, Query, Visit, form_query, show, shown},
};
use askama::Template;
use copia_app::{
    domain::{
        attendance::turnout::Term,
        events::{Format, Kind, State},
        registrations,
        time::Day,
    },
    events::{self, Ask, Item, View, WhatsOn},
};
use copia_text::{Words, key};
use jiff::{ToSpan as _, civil::Date};

/// An event in a list.
pub(crate) struct Row {
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) summary: String,
    /// "12:30 to 13:30"
    pub(crate) time: String,
    /// "12:30"
    pub(crate) starts: String,
    /// For a list that is not grouped by days: with the date.
    pub(crate) when: String,
    pub(crate) kind: &'static str,
    pub(crate) place: String,
    pub(crate) holders: Vec<(String, String)>,
    pub(crate) hue: &'static str,
    /// Where one stands: the words and the badge's kind and icon.
    pub(crate) mine: Option<(&'static str, &'static str, &'static str)>,
    pub(crate) is_called_off: bool,
    pub(crate) is_draft: bool,
    pub(crate) is_full: bool,
    pub(crate) seeks_speakers: bool,
    pub(crate) day: Date,
}

/// What lists show of events.
pub(crate) fn rows(visit: &Visit, items: &[Item]) -> Vec<Row> {
    items.iter().map(|item| row(visit, item)).collect()
}

fn row(visit: &Visit, item: &Item) -> Row {
    let event = &item.event;
    let words = &visit.words;
    let clock = |at: copia_app::domain::time::When| words.time(at.local(&visit.site.zone).time());
    let is_over = visit.now >= event.ends_at;
    let mine = event.my_state.and_then(|state| match state {
        registrations::State::Confirmed => Some((key("event-mine-confirmed"), "active", "tick")),
        registrations::State::Waiting => Some((key("event-mine-waiting"), "waiting", "clock")),
        registrations::State::Offered => Some((key("event-mine-offered"), "waiting", "clock")),
        _ => None,
    });
    Row {
        title: event.title.clone(),
        path: event_path(event.slug.as_str()),
        summary: event.summary.clone(),
        time: words.say_with(
            "events-time",
            &[("starts", clock(event.starts_at).into()), ("ends", clock(event.ends_at).into())],
        ),
        starts: clock(event.starts_at),
        when: events::span_words(visit, event.starts_at, event.ends_at, &visit.site.organisation.time_zone),
        kind: kind_key(event.kind),
        place: where_words(words, event.place.as_deref(), event.format),
        holders: item.holders.iter().map(|one| (one.name.clone(), format!("/communities/{}", one.slug))).collect(),
        hue: item.holders.first().map_or("", |one| hue(one.area_hue).class()),
        mine,
        is_called_off: event.state == State::CalledOff,
        is_draft: event.state == State::Draft,
        is_full: event.state == State::Published && !is_over && event.is_full() && event.my_state.is_none(),
        seeks_speakers: event.seeks_speakers && !is_over,
        day: item.day,
    }
}

/// A choice of a filter.
struct Choice {
    value: String,
    word: String,
    is_chosen: bool,
}

/// A day of a calendar.
struct Square {
    date: String,
    number: i8,
    /// The whole date, for those who listen.
    spoken: String,
    is_today: bool,
    is_outside: bool,
    rows: Vec<Row>,
}

/// A day of a list.
struct Group {
    heading: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "events/whats-on.html")]
struct WhatsOnPage {
    page: Page,
    views: Vec<(&'static str, String, bool)>,
    view: &'static str,
    groups: Vec<Group>,
    weeks: Vec<Vec<Square>>,
    weekdays: Vec<String>,
    heading: String,
    kinds: Vec<Choice>,
    formats: Vec<Choice>,
    areas: Vec<Choice>,
    communities: Vec<Choice>,
    day: String,
    is_mine: bool,
    is_past: bool,
    /// What narrows a list of past events besides the form's fields: names and values.
    kept: Vec<(&'static str, String)>,
    is_narrowed: bool,
    previous: String,
    next: String,
    today: String,
    is_empty: bool,
    past: String,
    may_plan: bool,
    pages: String,
}
shown!(WhatsOnPage);

/// An address of this page with some of its fields changed; empty ones are left out.
fn link(query: &Query, changes: &[(&str, &str)]) -> String {
    const FIELDS: [&str; 11] =
        ["view", "day", "kind", "format", "area", "community", "mine", "past", "held", "term", "page"];
    let value = |field: &str| {
        let changed = changes.iter().find(|(name, _)| *name == field).map(|(_, value)| *value);
        changed.unwrap_or_else(|| if field == "page" { "" } else { query.get(field) }).to_owned()
    };
    let parts: Vec<String> = FIELDS
        .iter()
        .map(|field| (field, value(field)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| form_query(field, &value))
        .collect();
    if parts.is_empty() { "/events".to_owned() } else { format!("/events?{}", parts.join("&")) }
}

fn choices<T: Copy>(
    all: &[T],
    word: fn(T) -> &'static str,
    key: fn(T) -> &'static str,
    words: &Words,
    chosen: &str,
) -> Vec<Choice> {
    let choice = |one: &T| Choice {
        value: word(*one).to_owned(),
        word: words.say(key(*one)).to_owned(),
        is_chosen: word(*one) == chosen,
    };
    all.iter().map(choice).collect()
}

fn named(all: &[(copia_app::domain::slug::Slug, String)], chosen: &str) -> Vec<Choice> {
    let choice = |(slug, name): &(copia_app::domain::slug::Slug, String)| Choice {
        value: slug.to_string(),
        word: name.clone(),
        is_chosen: slug.as_str() == chosen,
    };
    all.iter().map(choice).collect()
}

/// What is on.
pub(super) async fn whats_on(visit: Visit, query: Query) -> Answer {
    let ask = Ask {
        view: View::from_word(query.get("view")),
        day: Day::parse(query.get("day")),
        kind: Kind::from_word(query.get("kind")),
        format: Format::from_word(query.get("format")),
        community: query.get("community"),
        area: query.get("area"),
        is_mine: query.has("mine"),
        is_past: query.has("past"),
        is_held: query.has("held"),
        term: Term::parse(query.get("term")),
        page: query.page(),
    };
    let view = events::whats_on(&visit, &ask).await?;
    let words = &visit.words;
    let title = words.say(if ask.is_mine { key("events-title-mine") } else { key("events-title") });
    let page = Page::new(&visit, "events", title).described(words.say("events-description"));
    let (previous, next) = steps(&query, &view, &ask);
    let is_narrowed =
        ["kind", "format", "area", "community", "mine", "held", "term"].iter().any(|field| query.has(field));
    let views = View::ALL.iter().map(|one| {
        let word = match one {
            View::List => key("events-view-list"),
            View::Month => key("events-view-month"),
            View::Week if *one == view.view && !query.get("day").is_empty() => key("events-view-other-week"),
            View::Week => key("events-view-week"),
        };
        // Another view is of the same days, but "This week" is this one.
        let day = if *one == View::Month { query.get("day") } else { "" };
        let view_word = if *one == View::List { "" } else { one.word() };
        (word, link(&query, &[("view", view_word), ("day", day), ("past", "")]), *one == view.view)
    });
    show(&WhatsOnPage {
        views: views.collect(),
        view: view.view.word(),
        heading: heading(words, &view),
        groups: if view.view == View::Month { Vec::new() } else { groups(&visit, &view) },
        weeks: if view.view == View::Month { weeks(&visit, &view) } else { Vec::new() },
        weekdays: words.weekdays(),
        kinds: choices(Kind::ALL, Kind::word, kind_key, words, query.get("kind")),
        formats: choices(&[Format::InPerson, Format::Online], Format::word, format_key, words, query.get("format")),
        areas: named(&view.areas, query.get("area")),
        communities: named(&view.communities, query.get("community")),
        day: query.get("day").to_owned(),
        is_mine: ask.is_mine,
        is_past: ask.is_past,
        kept: ["held", "term"]
            .into_iter()
            .map(|name| (name, query.get(name).to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect(),
        is_narrowed,
        previous,
        next,
        today: if view.days.is_some() { link(&query, &[("day", "")]) } else { String::new() },
        is_empty: view.items.is_empty(),
        past: link(
            &query,
            &[("past", if ask.is_past { "" } else { "yes" }), ("held", ""), ("term", ""), ("view", ""), ("day", "")],
        ),
        may_plan: view.may_plan,
        pages: words.say_with("events-page", &[("page", view.page.into())]),
        page,
    })
}

fn heading(words: &Words, view: &WhatsOn) -> String {
    match (view.view, view.days) {
        (View::Month, _) => words.month(view.month),
        (View::Week, Some((first, last))) => {
            words.say_with("events-week", &[("first", words.date(first).into()), ("last", words.date(last).into())])
        }
        _ => String::new(),
    }
}

/// The ways back and on: a month, a week or a page of the list.
fn steps(query: &Query, view: &WhatsOn, ask: &Ask<'_>) -> (String, String) {
    let day = |date: Date| link(query, &[("day", &date.to_string())]);
    match (view.view, view.days) {
        (View::Month, _) => {
            let step = |months: i64| view.month.checked_add(months.months()).unwrap_or(view.month);
            (day(step(-1)), day(step(1)))
        }
        (View::Week, Some((first, _))) => {
            let step = |weeks: i64| first.checked_add(weeks.weeks()).unwrap_or(first);
            (day(step(-1)), day(step(1)))
        }
        _ => {
            let at = |page: i64| link(query, &[("page", &page.to_string())]);
            let previous = if ask.page > 1 { at(view.page - 1) } else { String::new() };
            (previous, if view.has_more { at(view.page + 1) } else { String::new() })
        }
    }
}

/// The days that have events, each with its own.
fn groups(visit: &Visit, view: &WhatsOn) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = None;
    for row in rows(visit, &view.items) {
        if at != Some(row.day) {
            at = Some(row.day);
            groups.push(Group { heading: visit.words.long_date(row.day), rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row);
        }
    }
    groups
}

/// The weeks of a month, Monday first.
fn weeks(visit: &Visit, view: &WhatsOn) -> Vec<Vec<Square>> {
    let Some((first, last)) = view.days else { return Vec::new() };
    let today = visit.today().0;
    let days: Vec<Date> = first.series(1.day()).take_while(|day| *day <= last).collect();
    let square = |day: &Date| Square {
        date: day.to_string(),
        number: day.day(),
        spoken: visit.words.long_date(*day),
        is_today: *day == today,
        is_outside: day.first_of_month() != view.month,
        rows: view.on(*day).map(|item| row(visit, item)).collect(),
    };
    days.chunks(7).map(|week| week.iter().map(square).collect()).collect()
}
