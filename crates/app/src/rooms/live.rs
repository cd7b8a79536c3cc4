//! The stream of changes of a room, for however many listen.
//!
//! One task for each room that somebody listens to reads the room when it was woken, compares it with what it read
//! before, and renders the difference once. Listeners share these bytes. What a listener has not taken yet is not kept
//! for it: whoever falls behind further than the last frames gets the whole room in one. Why it is so stands in
//! `docs/decisions/0013-live-rooms.md`.

mod frames;

use crate::{App, Ctx, Error, Result, events::visible};
use bytes::Bytes;
use copia_domain::{ids::EventId, policy::Viewer, time::When};
use copia_store::{Topic, events, rooms};
use frames::{Access, Moment, Position, State};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    time::{Instant, sleep_until},
};

/// The least time between two readings of a room, and between two frames to one listener: who got one late is not
/// given the next too early. At most two in a second arrive, with room for a connection that delays one of them.
pub const FRAME: Duration = Duration::from_millis(600);
/// How long a room is left unread when nobody says that it changed: time itself changes it, and a wake-up can be lost.
const UNREAD: Duration = Duration::from_secs(5);

type Sender = watch::Sender<Arc<Moment>>;

/// The rooms that somebody listens to in this process.
#[derive(Debug)]
pub struct Rooms {
    open: Mutex<HashMap<EventId, Followed>>,
    stop: watch::Sender<bool>,
}

impl Default for Rooms {
    fn default() -> Self {
        Self { open: Mutex::default(), stop: watch::Sender::new(false) }
    }
}

/// A room that is followed.
#[derive(Debug)]
struct Followed {
    slug: String,
    sender: Arc<Sender>,
}

/// What a listener hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// What has changed, as it goes to the browser.
    Frame(Bytes),
    /// Who may know of the event has changed: ask again whether the listener may.
    Access,
    /// The process stops, or the event is gone.
    End,
}

/// Somebody who listens.
#[derive(Debug)]
pub struct Listener {
    moments: watch::Receiver<Arc<Moment>>,
    at: Option<Position>,
    access: Option<Access>,
    /// Before this moment the listener gets no other frame.
    rests_until: Instant,
}

impl Rooms {
    /// Ends every stream, so that the process can stop; whoever comes from now on is turned away.
    pub fn stop(&self) {
        self.stop.send_replace(true);
        self.lock().clear();
    }

    /// Where the stream of a room is, for a page that is read after this was asked; `None` where nobody listens.
    pub(super) fn position(&self, slug: &str) -> Option<String> {
        let open = self.lock();
        let position = open.values().find(|room| room.slug == slug)?.sender.borrow().position();
        position.map(|position| position.to_string())
    }

    /// Whether a room is followed in this process.
    pub fn is_followed(&self, event: EventId) -> bool {
        self.lock().contains_key(&event)
    }

    /// How many listen to a room in this process.
    pub fn listeners(&self, event: EventId) -> usize {
        self.lock().get(&event).map_or(0, |room| room.sender.receiver_count())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<EventId, Followed>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hears a room, which is followed from now on if it was not; `None` while the process stops.
    fn hear(&self, app: &Arc<App>, event: EventId, slug: &str) -> Option<watch::Receiver<Arc<Moment>>> {
        let mut open = self.lock();
        if *self.stop.borrow() {
            return None;
        }
        if let Some(room) = open.get(&event) {
            return Some(room.sender.subscribe());
        }
        let [a, b, c, d] = app.parts.entropy.bytes::<4>();
        let (sender, moments) = watch::channel(Arc::new(Moment::unread(u32::from_be_bytes([a, b, c, d]))));
        let sender = Arc::new(sender);
        open.insert(event, Followed { slug: slug.to_owned(), sender: Arc::clone(&sender) });
        tokio::spawn(follow(Arc::clone(app), event, sender));
        Some(moments)
    }

    /// Gives a room up that nobody listens to; whether it was given up.
    fn give_up(&self, event: EventId, sender: &Sender) -> bool {
        let mut open = self.lock();
        let is_alone = sender.receiver_count() == 0;
        if is_alone {
            open.remove(&event);
        }
        is_alone
    }
}

/// Listens to the room of an event. `since` is where the listener has got to, as the page or an earlier frame says.
///
/// # Errors
/// [`Error::NotFound`] when the viewer may not know of the event; [`Error::NotNow`] while the process stops.
pub async fn listen(ctx: &Ctx, slug: &str, since: &str) -> Result<Listener> {
    let mut tx = ctx.read().await?;
    let (event, _) = visible(ctx, &mut tx, slug).await?;
    drop(tx);
    let moments = ctx.app.rooms().hear(&ctx.app, event.id, event.slug.as_str()).ok_or(Error::NotNow("room-stops"))?;
    Ok(Listener { moments, at: Position::parse(since), access: None, rests_until: Instant::now() })
}

impl Listener {
    /// Waits for what the listener has not heard. It can be dropped while it waits, and nothing is lost.
    pub async fn hear(&mut self) -> Heard {
        loop {
            sleep_until(self.rests_until).await;
            let moment = Arc::clone(&self.moments.borrow_and_update());
            if let (Some(position), Some(access)) = (moment.position(), moment.access()) {
                // The first is as it was when the listener was let in.
                if self.access.replace(access).is_some_and(|before| before != access) {
                    return Heard::Access;
                }
                if self.at != Some(position) {
                    let frame = moment.since(self.at);
                    self.at = Some(position);
                    self.rests_until = Instant::now() + FRAME;
                    return Heard::Frame(frame);
                }
            }
            if self.moments.changed().await.is_err() {
                return Heard::End;
            }
        }
    }

    /// Whether anyone at all may know of the event, so that nobody has to be asked again.
    pub fn is_public(&self) -> bool {
        self.access.is_some_and(Access::is_public)
    }
}

/// Reads a room whenever it may have changed, as long as somebody listens.
async fn follow(app: Arc<App>, event: EventId, sender: Arc<Sender>) {
    let mut stop = app.rooms().stop.subscribe();
    let mut topics = app.parts.db.subscribe();
    while !*stop.borrow_and_update() {
        match read(&app.system(), event).await {
            Ok(Some((state, access))) => publish(&sender, state, access),
            Ok(None) => break,
            Err(error) => tracing::warn!(%error, "a room cannot be read"),
        }
        tokio::select! {
            () = tokio::time::sleep(FRAME) => {}
            _ = stop.changed() => break,
        }
        tokio::select! {
            () = woken(&mut topics, event) => {}
            () = tokio::time::sleep(UNREAD) => {}
            () = sender.closed() => {}
            _ = stop.changed() => break,
        }
        if app.rooms().give_up(event, &sender) {
            return;
        }
    }
    app.rooms().lock().remove(&event);
}

/// Comes when the room is spoken of, or may have been.
async fn woken(topics: &mut Receiver<Topic>, event: EventId) {
    loop {
        match topics.recv().await {
            Ok(Topic::Room(room)) if room == event => return,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// The room as everybody in it sees it; `None` when the event is gone.
async fn read(ctx: &Ctx, id: EventId) -> Result<Option<(State, Access)>> {
    let mut tx = ctx.read().await?;
    let Some(event) = events::find(&mut tx, &Viewer::visitor(), id, ctx.today()).await? else { return Ok(None) };
    let room = rooms::room(&mut tx, id).await?;
    let questions = rooms::questions(&mut tx, id, &[]).await?;
    let polls = super::page::poll_views(&mut tx, id, None).await?;
    let how_far = super::how_far(ctx, &event);
    let access = Access { state: event.state, audience: event.audience };
    Ok(Some((State::new(how_far, &room, questions, polls), access)))
}

fn publish(sender: &Sender, state: State, access: Access) {
    sender.send_if_modified(|moment| match moment.next(state, access) {
        Some(next) => {
            *moment = Arc::new(next);
            true
        }
        None => false,
    });
}

/// Milliseconds since 1970, as scripts count.
fn millis(at: When) -> i64 {
    at.micros() / 1_000
}
