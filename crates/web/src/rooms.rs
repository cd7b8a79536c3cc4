//! The pages of an event's room: taking part, moderating, and the stream of changes.

mod moderating;
mod page;
mod rows;
mod stream;
mod taking_part;

pub(crate) use rows::by;

use crate::{
    routes::Routes,
    shell::{Problem, Visit, cookie},
};
use axum::response::Response;
use copia_app::{
    domain::{
        ids::{PollId, QuestionId},
        questions::{Order, Refusal, Room, State},
    },
    rooms::Participant,
};
use copia_text::key;
use http::{HeaderMap, HeaderValue, header};

/// The routes of rooms.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/events/{slug}/room", page::page)
        .post("/events/{slug}/room", taking_part::ask)
        .get("/events/{slug}/room/stream", stream::stream)
        .post("/events/{slug}/room/questions/{question}/vote", taking_part::vote)
        .post("/events/{slug}/room/questions/{question}/withdrawal", taking_part::take_back)
        .post("/events/{slug}/room/polls/{poll}/answer", taking_part::answer)
        .get("/events/{slug}/room/moderation", moderating::page)
        .post("/events/{slug}/room/moderation", moderating::save_rules)
        .post("/events/{slug}/room/questions/{question}/decision", moderating::decide)
        .post("/events/{slug}/room/polls", moderating::write_poll)
        .post("/events/{slug}/room/polls/{poll}/state", moderating::set_poll_state)
}

/// The path of a room, in the order in which the reader has the questions.
fn room_path(slug: &str, order: Order) -> String {
    let room = format!("{}/room", crate::events::event_path(slug));
    if order == Order::Votes { room } else { format!("{room}?order={order}") }
}

/// The order that was asked for; most votes first, unless another was.
fn order(word: &str) -> Order {
    Order::from_word(word).unwrap_or(Order::Votes)
}

fn question_id(text: &str) -> Result<QuestionId, Problem> {
    QuestionId::parse(text).ok_or(Problem::NotFound)
}

fn poll_id(text: &str) -> Result<PollId, Problem> {
    PollId::parse(text).ok_or(Problem::NotFound)
}

/// The name of the cookie by which a browser takes part.
fn cookie_name(visit: &Visit) -> &'static str {
    if visit.web.is_secure() { "__Host-room" } else { "room" }
}

/// Seconds for which a browser keeps it: longer than anything is kept under it after an event.
const COOKIE_SECONDS: i64 = 90 * 86_400;

/// Whoever takes part by this request.
fn participant(visit: &Visit, headers: &HeaderMap) -> Participant {
    Participant::of(visit, cookie(headers, cookie_name(visit)))
}

/// Whoever takes part by this post, and the cookie of a browser that has none yet.
struct Taking {
    who: Participant,
    fresh: Option<String>,
}

impl Taking {
    /// Reads the browser's cookie, or makes one. How many are made for one network address is limited, because each
    /// can vote once; how often one participant posts is limited too.
    ///
    /// # Errors
    /// [`Problem::TooOften`].
    fn part(visit: &Visit, headers: &HeaderMap) -> Result<Self, Problem> {
        let who = participant(visit, headers);
        if who.has_browser() {
            let by = cookie(headers, cookie_name(visit)).unwrap_or_default();
            visit.web.room_posts.count_for(visit, by)?;
            return Ok(Self { who, fresh: None });
        }
        visit.web.room_browsers.count(visit)?;
        let (who, fresh) = Participant::fresh(visit);
        Ok(Self { who, fresh: Some(fresh) })
    }

    /// The answer, with the cookie where the browser has none yet. Its line in the log does not say who asked.
    fn answer(self, visit: &Visit, mut response: Response) -> Response {
        response.extensions_mut().insert(crate::shell::Unsaid);
        let secure = if visit.web.is_secure() { "; Secure" } else { "" };
        let name = cookie_name(visit);
        let cookie = self.fresh.and_then(|value| {
            let cookie = format!("{name}={value}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax{secure}");
            HeaderValue::from_str(&cookie).ok()
        });
        if let Some(cookie) = cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// The message for where a question stands.
const fn state_key(state: State) -> &'static str {
    match state {
        State::Waiting => key("question-waiting"),
        State::Open => key("question-open"),
        State::Answering => key("question-answering"),
        State::AnsweredLive => key("question-answered-live"),
        State::AnsweredInWriting => key("question-answered-in-writing"),
        State::Merged => key("question-merged"),
        State::Declined => key("question-declined"),
        State::Withdrawn => key("question-withdrawn"),
    }
}

/// The message for how far the event is.
const fn room_key(room: Room) -> &'static str {
    match room {
        Room::Ahead => key("room-ahead"),
        Room::Live => key("room-live"),
        Room::Over => key("room-over"),
    }
}

/// The message for what the machine of questions does not allow.
pub(crate) const fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotNow => key("question-refusal-not-now"),
        Refusal::AlreadyDone => key("question-refusal-already-done"),
        Refusal::AlreadyAnswered => key("question-refusal-already-answered"),
        Refusal::BeingAnswered => key("question-refusal-being-answered"),
        Refusal::ModeratorDecides => key("question-refusal-moderator-decides"),
        Refusal::AskerDecides => key("question-refusal-asker-decides"),
        Refusal::NoMoreQuestions => key("question-refusal-no-more"),
        Refusal::NotLive => key("question-refusal-not-live"),
        Refusal::ReasonNeeded => key("question-refusal-reason-needed"),
        Refusal::AnswerNeeded => key("question-refusal-answer-needed"),
        Refusal::NotIntoThat => key("question-refusal-not-into-that"),
    }
}
