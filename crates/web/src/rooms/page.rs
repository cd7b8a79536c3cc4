//! The page of a room, with and without scripts.

use super::{
    order, participant, room_key, room_path,
    rows::{PollRow, QuestionRow},
    state_key,
};
use crate::{
    events::event_path,
    shell::{Answer, Form, Page, Query, Visit, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    domain::{
        events::State as EventState,
        questions::{Moderation, Order, Room},
        streams,
    },
    events,
    rooms::{self, Participant, Question, RoomPage},
};
use copia_text::key;
use http::{HeaderMap, HeaderValue, StatusCode, header};

/// One's own question that not everyone sees.
struct OwnRow {
    id: String,
    words: String,
    state: String,
    /// Why it was declined, or what it goes on with.
    said: String,
    may_take_back: bool,
}

#[derive(Template)]
#[template(path = "rooms/room.html")]
struct RoomShown {
    page: Page,
    event: String,
    path: String,
    stream: String,
    since: String,
    zone: String,
    /// Milliseconds until the event begins or is over; empty where that is more than a day ahead, or neither is.
    turns: String,
    when: String,
    state: String,
    is_live: bool,
    is_on: bool,
    called_off: bool,
    takes_questions: bool,
    is_signed_in: bool,
    rule: &'static str,
    open: i64,
    waiting: i64,
    moderates: bool,
    order: &'static str,
    orders: Vec<(&'static str, String, bool)>,
    questions: Vec<QuestionRow>,
    blank: Vec<QuestionRow>,
    own: Vec<OwnRow>,
    polls: Vec<PollRow>,
    watch: Option<String>,
    watch_at: String,
    player: Option<String>,
    has_player: bool,
    joining_link: Option<String>,
    form: Form,
    alike: Vec<QuestionRow>,
    /// What stands above the form: that one has to wait.
    notice: &'static str,
}
shown!(RoomShown);

/// What a post adds to the page.
#[derive(Default)]
pub(super) struct Said {
    pub(super) form: Form,
    pub(super) alike: Vec<Question>,
    pub(super) notice: &'static str,
}

/// The room.
pub(super) async fn page(visit: Visit, Path(slug): Path<String>, query: Query, headers: HeaderMap) -> Answer {
    let who = participant(&visit, &headers);
    let wants_player = query.get("watch") == "here";
    room_page(&visit, &slug, &who, order(query.get("order")), wants_player, Said::default()).await
}

/// The page of a room with what a post has to say.
pub(super) async fn room_page(
    visit: &Visit,
    slug: &str,
    who: &Participant,
    order: Order,
    wants_player: bool,
    said: Said,
) -> Answer {
    let view = rooms::room(visit, slug, who, order).await?;
    let (event, words) = (&view.event, &visit.words);
    let title = words.say_with("room-title", &[("event", event.title.as_str().into())]);
    let status = if said.notice.is_empty() { said.form.status(false) } else { StatusCode::TOO_MANY_REQUESTS };
    let path = event_path(event.slug.as_str());
    let player = view.room.stream.as_deref().and_then(streams::player);
    let framed = player.clone().filter(|_| wants_player);
    let orders = Order::ALL.iter().map(|one| {
        let word = match one {
            Order::Votes => key("room-order-votes"),
            Order::Newest => key("room-order-newest"),
        };
        (word, room_path(slug, *one), *one == order)
    });
    let page = RoomShown {
        page: Page::new(visit, "events", title).status(status).unlisted(),
        event: event.title.clone(),
        stream: format!("{path}/room/stream"),
        since: view.since.clone(),
        zone: visit.site.organisation.time_zone.clone(),
        turns: turns(visit, &view).map_or_else(String::new, |turns| turns.to_string()),
        when: events::when_words(visit, event),
        state: words.say(room_key(view.how_far)).to_owned(),
        is_live: view.how_far == Room::Live && event.state == EventState::Published,
        is_on: event.state == EventState::Published,
        called_off: event.state == EventState::CalledOff,
        takes_questions: view.takes_questions(),
        is_signed_in: visit.account.is_some(),
        rule: match view.room.moderation {
            Moderation::Before => key("room-rule-before"),
            Moderation::After => key("room-rule-after"),
        },
        open: view.room.open,
        waiting: view.room.waiting,
        moderates: view.moderates(),
        order: order.word(),
        orders: orders.collect(),
        questions: view.questions.iter().map(|question| QuestionRow::new(visit, question)).collect(),
        blank: vec![QuestionRow::blank(visit)],
        own: own(visit, &view),
        polls: view.polls.iter().map(|poll| PollRow::new(visit, poll)).collect(),
        watch: view.room.stream.clone().filter(|_| !event_is_over(&view)),
        watch_at: view.room.stream.as_deref().map(host).unwrap_or_default(),
        has_player: player.is_some(),
        player: framed.as_ref().map(|player| player.address.clone()),
        joining_link: view.event.joining_link.clone().filter(|_| joins(&view)),
        form: said.form,
        alike: said.alike.iter().map(|question| QuestionRow::new(visit, question)).collect(),
        notice: said.notice,
        path,
    };
    let mut response = show(&page)?;
    if let Some(player) = framed {
        let policy = crate::shell::policy_with_frame(player.origin);
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
    Ok(response)
}

/// Milliseconds until the event begins or is over, where that is within a day.
fn turns(visit: &Visit, view: &RoomPage) -> Option<i64> {
    let next = [view.event.starts_at, view.event.ends_at].into_iter().find(|at| *at > visit.now)?;
    Some(next.micros() / 1000 - visit.now.micros() / 1000 + 1).filter(|milliseconds| *milliseconds < 86_400_000)
}

fn event_is_over(view: &RoomPage) -> bool {
    view.how_far == Room::Over || view.event.state == EventState::CalledOff
}

/// Whether the reader is shown the joining link: whoever has a seat online, runs the event or speaks.
fn joins(view: &RoomPage) -> bool {
    use copia_app::domain::{
        policy::{Action, Role},
        registrations::{Place, State},
    };
    let event = &view.event;
    let has_seat = event.my_state == Some(State::Confirmed) && event.my_place == Some(Place::Online);
    let runs = view.standing.may(Action::RunEvent) || view.standing.is(Role::Speaker);
    !event_is_over(view) && (has_seat || runs)
}

/// The host of an address, so that a reader knows where a link leads.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest).to_owned()
}

fn own(visit: &Visit, view: &RoomPage) -> Vec<OwnRow> {
    let row = |question: &Question| {
        let into = question.into_id.and_then(|into| view.questions.iter().find(|one| one.id == into));
        OwnRow {
            id: question.id.to_string(),
            words: question.words.clone(),
            state: visit.words.say(state_key(question.state)).to_owned(),
            said: question.reason.clone().or_else(|| into.map(|into| into.words.clone())).unwrap_or_default(),
            may_take_back: matches!(
                question.state,
                copia_app::domain::questions::State::Waiting | copia_app::domain::questions::State::Merged
            ),
        }
    };
    let open = view.questions.iter().filter(|one| one.is_mine && one.state.takes_votes()).map(|question| OwnRow {
        id: question.id.to_string(),
        words: question.words.clone(),
        state: visit.words.say("question-open").to_owned(),
        said: String::new(),
        may_take_back: true,
    });
    view.own.iter().map(row).chain(open).collect()
}
