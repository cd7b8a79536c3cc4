//! What a process does beside answering: the outbox, and following what other processes change.

use copia_app::{App, ballots, outbox, search};
use copia_store::Topic;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    task::JoinSet,
};

/// How long the job in hand has before the process ends without it; another takes it up later.
const FINISH: Duration = Duration::from_secs(30);

/// The tasks of a process.
pub(crate) struct Background {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Background {
    /// Starts everything that a process does that serves pages.
    pub(crate) fn start(app: &Arc<App>) -> Self {
        let mut background = Self::without_index(app);
        let stopped = background.stop.subscribe();
        background.tasks.spawn(search::follow(Arc::clone(app), stopped.clone()));
        background.tasks.spawn(ballots::follow(Arc::clone(app), stopped));
        background
    }

    /// The same without the search index, for a process that serves none.
    pub(crate) fn without_index(app: &Arc<App>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        tasks.spawn(outbox::work(Arc::clone(app), stopped.clone()));
        tasks.spawn(follow_organisation(Arc::clone(app), stopped));
        Self { stop, tasks }
    }

    /// Lets the job in hand finish.
    pub(crate) async fn end(mut self) {
        // Nobody listening means that all have ended.
        let _ = self.stop.send(true);
        let ended = tokio::time::timeout(FINISH, async { while self.tasks.join_next().await.is_some() {} }).await;
        if ended.is_err() {
            tracing::warn!("a job took too long and was not finished; it is taken up again later");
        }
    }
}

/// Reads the organisation again when it was changed, here or by another process.
async fn follow_organisation(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut topics = app.parts.db.subscribe();
    loop {
        tokio::select! {
            () = changed(&mut topics, Topic::Organisation) => {}
            _ = stop.changed() => return,
        }
        if let Err(error) = app.reload_site().await {
            tracing::error!(%error, "the organisation cannot be read again");
        }
    }
}

/// Comes when a topic is spoken of, or may have been.
async fn changed(topics: &mut Receiver<Topic>, wanted: Topic) {
    loop {
        match topics.recv().await {
            Ok(topic) if topic == wanted => return,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
