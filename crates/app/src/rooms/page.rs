//! What the page of a room shows.

use super::{Choice, Participant, Question, Room, how_far};
use crate::{
    Ctx, Result,
    events::{Found, visible},
};
use copia_domain::{
    events::State as EventState,
    ids::EventId,
    policy::{Action, Standing},
    polls,
    questions::{Order, Place, Room as HowFar, State},
};
use copia_store::{
    Tx,
    rooms::{self, Poll},
};

/// A poll with its choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollView {
    /// The poll.
    pub poll: Poll,
    /// Its choices in their order.
    pub choices: Vec<Choice>,
}

impl PollView {
    /// Whether everyone in the room is shown the counts.
    pub const fn shows_results(&self) -> bool {
        polls::shows_results(self.poll.state, self.poll.shows, self.poll.answers)
    }
}

/// The room of an event for one reader.
#[derive(Debug, Clone)]
pub struct RoomPage {
    /// The event.
    pub event: Found,
    /// What the reader may do.
    pub standing: Standing,
    /// Its rules and numbers.
    pub room: Room,
    /// How far the event is.
    pub how_far: HowFar,
    /// The questions that everyone sees, in the reader's order.
    pub questions: Vec<Question>,
    /// The reader's own questions that not everyone sees.
    pub own: Vec<Question>,
    /// The polls that everyone sees, the latest first.
    pub polls: Vec<PollView>,
    /// What the stream of changes has said when this was read; empty where nobody listens yet.
    pub since: String,
}

impl RoomPage {
    /// Whether the room takes questions.
    pub fn takes_questions(&self) -> bool {
        self.event.state == EventState::Published && self.how_far != HowFar::Over
    }

    /// Whether the reader moderates, or answers in writing.
    pub const fn moderates(&self) -> bool {
        self.standing.may(Action::AnswerQuestion)
    }
}

/// The room of an event.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub async fn room(ctx: &Ctx, slug: &str, who: &Participant, order: Order) -> Result<RoomPage> {
    // What is read after this is as late as the stream has got, or later; being told again of a change is no harm.
    let since = ctx.app.rooms().position(slug).unwrap_or_default();
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let room = rooms::room(&mut tx, event.id).await?;
    let keys = who.keys(ctx, event.id);
    let all = rooms::questions(&mut tx, event.id, &keys).await?;
    let (mut questions, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|question| question.state.is_shown());
    sort(&mut questions, order);
    let own = others.into_iter().filter(|question| question.is_mine).collect();
    let polls = poll_views(&mut tx, event.id, who.key(ctx, event.id).as_deref()).await?;
    let polls = polls.into_iter().filter(|view| view.poll.state.is_shown()).rev().collect();
    Ok(RoomPage { how_far: how_far(ctx, &event), event, standing, room, questions, own, polls, since })
}

/// Puts questions into an order.
pub(super) fn sort(questions: &mut [Question], order: Order) {
    questions.sort_by_key(|question| {
        let votes = u32::try_from(question.votes).unwrap_or(0);
        // What is decided is read in the order in which it was decided, the latest first.
        let order =
            if question.state == State::Open || question.state == State::Waiting { order } else { Order::Newest };
        let at =
            if order == Order::Newest && question.state.is_answered() { question.since } else { question.asked_at };
        Place::new(order, question.state, votes, at)
    });
}

/// The polls of a room with their choices, as whoever has this key finds them.
pub(super) async fn poll_views(tx: &mut Tx, event: EventId, key: Option<&str>) -> Result<Vec<PollView>> {
    let polls = rooms::polls(tx, event, key).await?;
    // Most rooms have none.
    let mut choices = if polls.is_empty() { Vec::new() } else { rooms::choices(tx, event).await? };
    let views = polls.into_iter().map(|poll| {
        let of_poll = choices.extract_if(.., |choice| choice.poll_id == poll.id).collect();
        PollView { poll, choices: of_poll }
    });
    Ok(views.collect())
}
