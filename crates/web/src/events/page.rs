//! The page of one event, with where one stands.

use super::{
    audience_key, kind_key,
    speaking::{SlidesShown, slides_shown},
};
use crate::{
    initials::initials,
    records::RecordShown,
    registrations::PlaceBox,
    shell::{Answer, Form, Page, Visit, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    domain::{
        attendance::{may_check_in, may_record},
        bank_holidays::{Name as HolidayName, Nation},
        events::{SpeakerState, State, TeamRole},
        questions::Room,
    },
    events::{self, EventPage, Found},
    people::shown_name,
    pulse::Stand,
    rooms,
};
use copia_text::{key, markdown};

/// The path of an event's page.
pub(crate) fn event_path(slug: &str) -> String {
    // Only an address that is one is put into another: nothing typed reaches a header.
    match copia_app::domain::slug::Slug::parse(slug) {
        Some(slug) => format!("/events/{slug}"),
        None => "/events".to_owned(),
    }
}

/// Somebody who runs it or speaks.
struct Someone {
    name: String,
    about: String,
    initials: String,
    picture: String,
    path: String,
}

#[derive(Template)]
#[template(path = "events/page.html")]
struct EventPageShown {
    page: Page,
    title: String,
    path: String,
    kind_word: String,
    audience: String,
    summary: String,
    description: String,
    preparation: String,
    when: String,
    /// The same span on the reader's own clocks, as instants for a script.
    starts: String,
    ends: String,
    /// The zone whose clocks the page shows.
    zone: String,
    /// Where it is, in a line.
    where_words: String,
    place: Option<String>,
    joining_link: Option<String>,
    joins_online: bool,
    seats: Vec<String>,
    holders: Vec<(String, String)>,
    hue: &'static str,
    hosts: Vec<Someone>,
    speakers: Vec<Someone>,
    place_box: PlaceBox,
    is_draft: bool,
    is_over: bool,
    in_series: bool,
    is_recorded: bool,
    seeks_speakers: bool,
    called_off: Option<String>,
    next: Option<(String, String, String)>,
    runs: bool,
    manages: bool,
    /// Whether the viewer sees who was there, name by name.
    records: bool,
    /// How many were there of how many who had a seat, for those who run it.
    came: String,
    /// The way to check in, while it is open.
    may_check_in: bool,
    may_publish: bool,
    version: i64,
    clashes: Vec<(String, String, String)>,
    holidays: Vec<String>,
    elsewhere: Vec<(String, String)>,
    announcement: String,
    /// What was typed to register, where something is wrong with it.
    form: Form,
    /// Whether the reader can answer the questions about it.
    asks: bool,
    slides: Vec<SlidesShown>,
    /// What is kept of it, once it is over.
    record: Option<RecordShown>,
    /// Whether the reader writes the record, and whether it is due.
    keeps_record: bool,
    lacks_record: bool,
    /// Whether the reader may read what people said.
    reads_pulse: bool,
    /// The way into the room, and how many questions still have to get their answer.
    room: &'static str,
    is_live: bool,
    room_count: String,
    moderates: bool,
}
shown!(EventPageShown);

/// The page of one event.
pub(super) async fn page(visit: Visit, Path(slug): Path<String>) -> Answer {
    page_with(&visit, &slug, Form::default()).await
}

/// The same with what was typed to register.
pub(crate) async fn page_with(visit: &Visit, slug: &str, form: Form) -> Answer {
    let view = events::page(visit, slug).await?;
    let event = &view.event;
    let words = &visit.words;
    let title = event.title.clone();
    let page = Page::new(visit, "events", title.as_str()).described(event.summary.as_str()).status(form.status(false));
    let page = if event.state == State::Draft { page.unlisted() } else { page };
    let people = |picture: Option<copia_app::domain::ids::FileId>| {
        picture.map_or_else(String::new, |picture| format!("/files/{picture}"))
    };
    let is_staff = visit.viewer.is_staff();
    let hosts = view.runners.iter().filter(|one| one.role == TeamRole::Host).map(|one| Someone {
        name: shown_name(words, &one.name),
        about: String::new(),
        initials: initials(&one.name),
        picture: people(one.picture_id),
        path: if is_staff { format!("/people/{}", one.person_id) } else { String::new() },
    });
    let speakers = view.speakers.iter().filter(|one| one.state != SpeakerState::Declined).map(|one| Someone {
        name: shown_name(words, &one.name),
        about: one.affiliation.clone(),
        initials: initials(&one.name),
        picture: people(one.picture_id),
        path: one.person_id.filter(|_| is_staff).map_or_else(String::new, |id| format!("/people/{id}")),
    });
    show(&EventPageShown {
        path: event_path(event.slug.as_str()),
        kind_word: words.say(kind_key(event.kind)).to_owned(),
        audience: words.say(audience_key(event.audience)).to_owned(),
        summary: event.summary.clone(),
        description: markdown::to_html(&event.description),
        preparation: markdown::to_html(&event.preparation),
        when: events::when_words(visit, event),
        starts: event.starts_at.timestamp().to_string(),
        ends: event.ends_at.timestamp().to_string(),
        zone: event.zone.clone(),
        where_words: super::where_words(words, event.place.as_deref(), event.format),
        place: event.place.clone(),
        joining_link: view.joining_link(visit).map(str::to_owned),
        joins_online: event.format != copia_app::domain::events::Format::InPerson,
        seats: seats(visit, event),
        holders: view.holders.iter().map(|one| (one.name.clone(), format!("/communities/{}", one.slug))).collect(),
        hue: view.holders.first().map_or("", |one| crate::communities::hue(one.area_hue).class()),
        hosts: hosts.collect(),
        speakers: speakers.collect(),
        place_box: PlaceBox::new(visit, &view),
        is_draft: event.state == State::Draft,
        is_over: view.is_over(visit),
        in_series: event.series_id.is_some(),
        is_recorded: event.is_recorded,
        seeks_speakers: event.seeks_speakers && !view.is_over(visit),
        called_off: (event.state == State::CalledOff).then(|| event.reason.clone().unwrap_or_default()),
        next: view.next.as_ref().map(|next| {
            let when = events::span_words(visit, next.starts_at, next.ends_at, &next.zone);
            (next.title.clone(), event_path(next.slug.as_str()), when)
        }),
        runs: view.runs(),
        manages: view.standing.may(copia_app::domain::policy::Action::ManageRegistrations),
        records: view.standing.may(copia_app::domain::policy::Action::RecordAttendance)
            && may_record(event.state, event.starts_at, visit.now).is_ok(),
        came: came(visit, &view),
        may_check_in: may_check_in(event.state, event.starts_at, event.ends_at, visit.now).is_ok(),
        may_publish: event.state == State::Draft && event.starts_at > visit.now,
        version: event.version,
        clashes: clashes(visit, &view),
        holidays: holidays(visit, &view),
        elsewhere: view.elsewhere.iter().map(|one| (one.title.clone(), event_path(one.slug.as_str()))).collect(),
        announcement: announcement(visit, &view),
        slides: slides_shown(visit, event.slug.as_str(), &view.slides),
        record: view.record.as_ref().map(|shown| {
            let slides = slides_shown(visit, event.slug.as_str(), &view.slides);
            RecordShown::new(visit, event.slug.as_str(), shown, slides)
        }),
        keeps_record: event.state == State::Published
            && view.standing.may(copia_app::domain::policy::Action::KeepRecord),
        lacks_record: view.is_over(visit) && view.record.is_none(),
        asks: view.pulse == Some(Stand::Open),
        reads_pulse: view.is_over(visit) && view.standing.may(copia_app::domain::policy::Action::ReadPulse),
        room: room_word(visit, &view),
        is_live: is_live(visit, &view.event),
        room_count: room_count(visit, &view),
        moderates: view.standing.may(copia_app::domain::policy::Action::AnswerQuestion),
        title,
        form,
        page,
    })
}

/// How many were there of how many who had a seat; nothing before it begins, and for those who do not run it.
fn came(visit: &Visit, view: &EventPage) -> String {
    use copia_app::domain::registrations::Place;
    let Some(totals) = &view.came else { return String::new() };
    let registered: u32 = Place::ALL.iter().map(|place| view.event.counts(*place).0).sum();
    let arguments = [("came", totals.all().into()), ("registered", registered.into())];
    visit.words.say_with("attendance-of", &arguments)
}

/// Whether the event is on at this moment.
fn is_live(visit: &Visit, event: &Found) -> bool {
    event.state == State::Published && rooms::how_far(visit, event) == Room::Live
}

/// The words of the way into the room.
fn room_word(visit: &Visit, view: &EventPage) -> &'static str {
    match rooms::how_far(visit, &view.event) {
        _ if view.event.state == State::CalledOff => key("event-room-see"),
        Room::Ahead => key("event-room-ask"),
        Room::Live => key("event-room-go"),
        Room::Over => key("event-room-see"),
    }
}

/// How many questions still have to get their answer; nothing where nobody has asked.
fn room_count(visit: &Visit, view: &EventPage) -> String {
    let room = &view.room;
    match (room.asked, room.open) {
        (0, _) => String::new(),
        (asked, 0) => visit.words.say_with("event-room-done", &[("asked", asked.into())]),
        (_, open) => visit.words.say_with("event-room-open", &[("open", open.into())]),
    }
}

/// How many seats there are, and are left, for each way of taking part.
pub(super) fn seats(visit: &Visit, event: &Found) -> Vec<String> {
    use copia_app::domain::registrations::Place;
    let line = |place: &Place| {
        let seats = event.room(*place, visit.now).capacity.filter(|_| event.format.has(*place))?;
        let (held, waiting) = event.counts(*place);
        let key = match place {
            Place::InPerson => key("event-seats-in-person"),
            Place::Online => key("event-seats-online"),
        };
        let left = seats.saturating_sub(held);
        Some(visit.words.say_with(key, &[("seats", seats.into()), ("left", left.into()), ("waiting", waiting.into())]))
    };
    Place::ALL.iter().filter_map(line).collect()
}

/// What else is on at the same time, for hosts.
fn clashes(visit: &Visit, view: &EventPage) -> Vec<(String, String, String)> {
    let line = |one: &events::Listed| {
        let when = events::span_words(visit, one.starts_at, one.ends_at, &one.zone);
        (one.title.clone(), event_path(one.slug.as_str()), when)
    };
    view.clashes.iter().map(line).collect()
}

/// The bank holidays on the day, each with its nations.
fn holidays(visit: &Visit, view: &EventPage) -> Vec<String> {
    let words = &visit.words;
    let line = |(nation, holiday): &(Nation, copia_app::domain::bank_holidays::Holiday)| {
        let parts = [
            ("holiday", words.say(holiday_key(holiday.name)).into()),
            ("nation", words.say(nation_key(*nation)).into()),
        ];
        words.say_with("event-holiday", &parts)
    };
    view.holidays.iter().map(line).collect()
}

const fn nation_key(nation: Nation) -> &'static str {
    match nation {
        Nation::EnglandAndWales => key("nation-england-and-wales"),
        Nation::Scotland => key("nation-scotland"),
        Nation::NorthernIreland => key("nation-northern-ireland"),
    }
}

/// The block that internal communications ask for: title, when, where, who speaks, what it is about, how to book.
fn announcement(visit: &Visit, view: &EventPage) -> String {
    let (event, words) = (&view.event, &visit.words);
    let mut lines = vec![event.title.clone(), events::when_words(visit, event)];
    lines.extend(event.place.clone());
    if event.joining_link.is_some() {
        lines.push(words.say("event-announce-online").to_owned());
    }
    let names: Vec<&str> = view.speakers.iter().map(|one| one.name.as_str()).filter(|name| !name.is_empty()).collect();
    if !names.is_empty() {
        lines.push(words.say_with("event-announce-speakers", &[("names", names.join(", ").into())]));
    }
    let holders: Vec<&str> = view.holders.iter().map(|one| one.name.as_str()).collect();
    lines.push(words.say_with("event-announce-by", &[("communities", holders.join(", ").into())]));
    lines.push(String::new());
    lines.push(event.summary.clone());
    if !event.description.is_empty() {
        lines.push(String::new());
        lines.push(markdown::plain(&event.description));
    }
    lines.push(String::new());
    let url = visit.url(&event_path(event.slug.as_str()));
    lines.push(words.say_with("event-announce-book", &[("url", url.into())]));
    let hosts: Vec<&str> = view.runners.iter().map(|one| one.name.as_str()).collect();
    lines.push(words.say_with("event-announce-contact", &[("names", hosts.join(", ").into())]));
    lines.join("\n")
}

/// The message for the name of a bank holiday.
const fn holiday_key(name: HolidayName) -> &'static str {
    match name {
        HolidayName::NewYear => key("holiday-new-year"),
        HolidayName::SecondJanuary => key("holiday-second-january"),
        HolidayName::StPatrick => key("holiday-st-patrick"),
        HolidayName::GoodFriday => key("holiday-good-friday"),
        HolidayName::EasterMonday => key("holiday-easter-monday"),
        HolidayName::EarlyMay => key("holiday-early-may"),
        HolidayName::Spring => key("holiday-spring"),
        HolidayName::BattleOfTheBoyne => key("holiday-battle-of-the-boyne"),
        HolidayName::Summer => key("holiday-summer"),
        HolidayName::StAndrew => key("holiday-st-andrew"),
        HolidayName::Christmas => key("holiday-christmas"),
        HolidayName::BoxingDay => key("holiday-boxing-day"),
        HolidayName::PlatinumJubilee => key("holiday-platinum-jubilee"),
        HolidayName::StateFuneral => key("holiday-state-funeral"),
        HolidayName::Coronation => key("holiday-coronation"),
        HolidayName::WorldCup => key("holiday-world-cup"),
    }
}
