//! Jobs: what is done after a use case has been committed. A job names records by their ids, may run more than
//! once, and says whether it should be tried again.

mod daily;
mod overview;
mod unfinished;

pub use daily::schedule;
pub use overview::{JobView, LedgerTotal, Overview, overview, try_again};
pub use unfinished::{Reason, Unfinished};

use unfinished::described;

use crate::{
    App, Ctx, Error, Result, broadcasts, communities, memberships, notifications, pulse, registrations, role_terms,
    surveys::{self, WaveLetter},
};
use copia_domain::{
    events::Reminder,
    ids::{
        BallotBoxId, BroadcastId, CommunityId, DeliveryId, EventId, FileId, JobId, MembershipEventId, RecordingId,
        SegmentId, WaveId,
    },
    notifications::{DeliveryState, back_off_seconds},
    time::When,
};
use copia_store::{Topic, Tx, deliveries, jobs};
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// Everything that is done later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Sends one message.
    Send {
        /// The row of the ledger.
        delivery: DeliveryId,
        /// What to say.
        message: notifications::Message,
    },
    /// Reminds the leads of a request that still waits.
    RemindOfRequest {
        /// The request's step in the history.
        request: MembershipEventId,
    },
    /// Tells the programme manager of a request that still waits.
    ReportRequest {
        /// The request's step in the history.
        request: MembershipEventId,
    },
    /// Gives everybody who is to get a message of a lead or host a delivery.
    Broadcast {
        /// The message.
        broadcast: BroadcastId,
    },
    /// Ends what people were in a community that was closed or merged.
    WindDown {
        /// Which community.
        community: CommunityId,
    },
    /// Tells those who wait for a community that it has opened, or will not.
    TellWatchers {
        /// Which community.
        community: CommunityId,
    },
    /// Ends offers of seats that have ended, and finds the seats their next holders.
    SettleEvent {
        /// Which event.
        event: EventId,
    },
    /// Tells everybody who has a seat that an event has moved.
    TellOfMove {
        /// Which event.
        event: EventId,
        /// How often calendars had to hear of changes of it, this one included.
        sequence: i64,
        /// Whether those who come to the whole series are told of that at once.
        #[serde(default)]
        leaves_series: bool,
    },
    /// Ends every registration of an event that was called off.
    CallOffEvent {
        /// Which event.
        event: EventId,
        /// Whether those who come to the whole series are told of several sessions at once.
        #[serde(default)]
        leaves_series: bool,
    },
    /// Gives those who come to a series a place at a session that was announced.
    SeatSeries {
        /// Which session.
        event: EventId,
    },
    /// Tells everybody who comes to a series of one of its calendar objects.
    TellOfSeries {
        /// Which object.
        segment: SegmentId,
        /// How often calendars had to hear of changes of it, this one included.
        sequence: i64,
        /// What has changed.
        news: registrations::SeriesNews,
    },
    /// Reminds everybody who has a seat.
    RemindOfEvent {
        /// Which event.
        event: EventId,
        /// When it started when the job was made.
        starts_at: When,
        /// How long before.
        reminder: Reminder,
    },
    /// Tells those who still wait that no seat came free.
    CloseLine {
        /// Which event.
        event: EventId,
        /// When it started when the job was made.
        starts_at: When,
    },
    /// Thanks those who had a seat, and asks them.
    ThankForEvent {
        /// Which event.
        event: EventId,
        /// When it ended when the job was made.
        ends_at: When,
    },
    /// Counts ballots, once their time is over.
    CountBallots {
        /// Of which box.
        ballots: BallotBoxId,
    },
    /// Writes to those who are asked in a wave.
    TellOfWave {
        /// Which wave.
        wave: WaveId,
        /// What for.
        letter: WaveLetter,
    },
    /// Counts a wave, once its time is over.
    CloseWave {
        /// Which wave.
        wave: WaveId,
    },
    /// Tells those whose term ends soon, and the programme manager.
    Terms,
    /// Removes the bytes of a file that no row names.
    RemoveFile {
        /// Which file.
        file: FileId,
    },
    /// Removes the bytes of a recording that was taken off, or never became whole.
    RemoveRecording {
        /// Which recording.
        recording: RecordingId,
    },
    /// Removes what is held about people who left long ago.
    EraseLeavers,
    /// Counts what the site counts for communities, and asks about what stories hope for.
    Value,
    /// Asks one question of those to whom something happened some time ago.
    Prompts,
    /// Removes what has ended: tokens, sessions, finished jobs.
    Tidy,
}

impl Job {
    /// The word under which the administrator sees it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Send { .. } => "send",
            Self::RemindOfRequest { .. } => "remind_of_request",
            Self::ReportRequest { .. } => "report_request",
            Self::Broadcast { .. } => "broadcast",
            Self::WindDown { .. } => "wind_down",
            Self::TellWatchers { .. } => "tell_watchers",
            Self::SettleEvent { .. } => "settle_event",
            Self::TellOfMove { .. } => "tell_of_move",
            Self::CallOffEvent { .. } => "call_off_event",
            Self::SeatSeries { .. } => "seat_series",
            Self::TellOfSeries { .. } => "tell_of_series",
            Self::RemindOfEvent { .. } => "remind_of_event",
            Self::CloseLine { .. } => "close_line",
            Self::ThankForEvent { .. } => "thank_for_event",
            Self::CountBallots { .. } => "count_ballots",
            Self::TellOfWave { .. } => "tell_of_wave",
            Self::CloseWave { .. } => "close_wave",
            Self::Terms => "terms",
            Self::RemoveFile { .. } => "remove_file",
            Self::RemoveRecording { .. } => "remove_recording",
            Self::EraseLeavers => "erase_leavers",
            Self::Value => "value",
            Self::Prompts => "prompts",
            Self::Tidy => "tidy",
        }
    }
}

/// How often a job is tried: with the doubling waits, about two days.
const MOST_ATTEMPTS: i64 = 16;
/// Seconds that a worker has for a job before another takes it.
const CLAIM_SECONDS: i64 = 300;

impl Ctx {
    /// Puts a job into the outbox of a transaction, to be run at an instant. With a unique key, one that is there
    /// already is kept instead.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn enqueue(&self, tx: &mut Tx, job: &Job, run_at: When, unique_key: Option<&str>) -> Result<()> {
        self.add_job(tx, job, run_at, unique_key, None).await.map(drop)
    }

    /// Puts a job into a lane of the outbox, to be run as soon as every earlier one of the lane is done or given up.
    /// The transaction has to change the record that the lane is about; see "The outbox" in `docs/ARCHITECTURE.md`.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn enqueue_in_lane(&self, tx: &mut Tx, job: &Job, lane: &str) -> Result<()> {
        self.add_job(tx, job, self.now, None, Some(lane)).await.map(drop)
    }

    /// Puts a job into the outbox; whether it was not there before, under its unique key.
    pub(crate) async fn add_job(
        &self,
        tx: &mut Tx,
        job: &Job,
        run_at: When,
        unique_key: Option<&str>,
        lane: Option<&str>,
    ) -> Result<bool> {
        let payload = serde_json::to_string(job).map_err(|error| Error::Internal(error.to_string()))?;
        let (id, kind) = (self.id(JobId::new), job.kind());
        let new = jobs::New { id, kind, payload: &payload, unique_key, lane, run_at, created_at: self.now };
        Ok(jobs::add(tx, &new).await?)
    }
}

/// Runs the next job that is due; whether there was one.
///
/// # Errors
/// [`Error::Store`] when the outbox itself fails; a job that fails is no error here.
pub async fn run_next(app: &Arc<App>) -> Result<bool> {
    let ctx = app.system();
    let claimed = ctx
        .retry(|| async {
            let mut tx = ctx.write().await?;
            let claimed = jobs::claim(&mut tx, ctx.now, ctx.now.plus_seconds(CLAIM_SECONDS)).await?;
            tx.commit().await?;
            Ok(claimed)
        })
        .await?;
    let Some(claimed) = claimed else { return Ok(false) };
    let started = std::time::Instant::now();
    let job = serde_json::from_str::<Job>(&claimed.payload);
    let ended = match &job {
        Ok(job) => run(&ctx, job).await,
        Err(error) => Err(Unfinished::Fail(format!("the job cannot be read: {error}").into())),
    };
    let ended = match ended {
        Err(Unfinished::Retry(reason)) if claimed.attempts >= MOST_ATTEMPTS => Err(Unfinished::Fail(reason)),
        other => other,
    };
    let outcome = match &ended {
        Ok(()) => "done",
        Err(Unfinished::Retry(_)) => "retry",
        Err(Unfinished::Fail(_)) => "failed",
    };
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    let reason = ended.as_ref().err().map(|unfinished| &unfinished.reason().logged);
    tracing::info!(
        job = %claimed.id, kind = claimed.kind, outcome, ms, reason, attempts = claimed.attempts,
        queries = ctx.meter.statements(), "job"
    );
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        match &ended {
            Ok(()) => jobs::done(&mut tx, claimed.id, ctx.now).await?,
            Err(Unfinished::Retry(reason)) => {
                let attempts = u32::try_from(claimed.attempts).unwrap_or(u32::MAX);
                let at = ctx.now.plus_seconds(back_off_seconds(attempts));
                jobs::retry(&mut tx, claimed.id, at, &reason.text).await?;
            }
            Err(Unfinished::Fail(reason)) => {
                jobs::fail(&mut tx, claimed.id, ctx.now, &reason.text).await?;
                // In one transaction, so that the ledger never says "waiting" of what nobody sends any more.
                if let Ok(Job::Send { delivery, .. }) = &job {
                    let failed = DeliveryState::Failed;
                    deliveries::settle(&mut tx, *delivery, failed, Some(&reason.text), ctx.now).await?;
                }
            }
        }
        Ok(tx.commit().await?)
    })
    .await?;
    Ok(true)
}

async fn run(ctx: &Ctx, job: &Job) -> Result<(), Unfinished> {
    match job {
        Job::Send { delivery, message } => notifications::deliver(ctx, *delivery, message).await,
        Job::RemindOfRequest { request } => memberships::reminders::remind_leads(ctx, *request).await,
        Job::ReportRequest { request } => memberships::reminders::tell_managers(ctx, *request).await,
        Job::Broadcast { broadcast } => broadcasts::fan_out(ctx, *broadcast).await,
        Job::WindDown { community } => memberships::wind_down(ctx, *community).await,
        Job::TellWatchers { community } => communities::tell_watchers(ctx, *community).await,
        Job::SettleEvent { event } => registrations::settle_due(ctx, *event).await,
        Job::TellOfMove { event, sequence, leaves_series } => {
            registrations::tell_of_move(ctx, *event, *sequence, *leaves_series).await
        }
        Job::CallOffEvent { event, leaves_series } => registrations::call_off_all(ctx, *event, *leaves_series).await,
        Job::SeatSeries { event } => registrations::seat_series(ctx, *event).await,
        Job::TellOfSeries { segment, sequence, news } => {
            registrations::tell_of_series(ctx, *segment, *sequence, *news).await
        }
        Job::RemindOfEvent { event, starts_at, reminder } => {
            registrations::remind(ctx, *event, *starts_at, *reminder).await
        }
        Job::CloseLine { event, starts_at } => registrations::close_line(ctx, *event, *starts_at).await,
        Job::ThankForEvent { event, ends_at } => pulse::thank(ctx, *event, *ends_at).await,
        Job::CountBallots { ballots } => pulse::count(ctx, *ballots).await,
        Job::TellOfWave { wave, letter } => surveys::tell(ctx, *wave, *letter).await,
        Job::CloseWave { wave } => surveys::close(ctx, *wave).await,
        Job::Terms => role_terms::send_notices(ctx).await,
        Job::RemoveFile { file } => crate::files::sweep(ctx, *file).await,
        Job::RemoveRecording { recording } => crate::records::sweep(ctx, *recording).await,
        Job::EraseLeavers => crate::privacy::erase_leavers(ctx).await,
        Job::Value => {
            crate::value::count_due(ctx).await?;
            crate::stories::follow_up_due(ctx).await
        }
        Job::Prompts => crate::prompts::ask_due(ctx).await,
        Job::Tidy => daily::tidy(ctx).await,
    }
}

/// Runs jobs as they fall due until told to stop; the job in hand is finished. Waits for a wake-up or for the
/// next job's time, at most half a minute, so that a lost wake-up costs little.
pub async fn work(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut topics = app.parts.db.subscribe();
    let mut scheduled = None;
    while !*stop.borrow() {
        let ctx = app.system();
        if scheduled != Some(ctx.today()) {
            // Once a day only: putting a job into the outbox wakes whoever waits for jobs, this loop included.
            match schedule(&ctx).await {
                Ok(()) => scheduled = Some(ctx.today()),
                Err(error) => {
                    tracing::error!(error = described(&error), "the daily jobs cannot be put into the outbox");
                }
            }
        }
        match run_next(&app).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(error = described(&error), "the outbox cannot be read"),
        }
        let wait = next_wait(&app).await;
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.changed() => {}
            () = woken(&mut topics) => {}
        }
    }
}

async fn next_wait(app: &Arc<App>) -> Duration {
    const LONGEST: Duration = Duration::from_secs(30);
    let ctx = app.system();
    let next = async {
        let mut tx = ctx.read().await?;
        Ok::<_, Error>(jobs::next_at(&mut tx).await?)
    };
    match next.await {
        Ok(Some(at)) => {
            let micros = u64::try_from(at.micros().saturating_sub(ctx.now.micros())).unwrap_or(0);
            Duration::from_micros(micros).min(LONGEST)
        }
        Ok(None) | Err(_) => LONGEST,
    }
}

async fn woken(topics: &mut tokio::sync::broadcast::Receiver<Topic>) {
    loop {
        match topics.recv().await {
            Ok(Topic::Jobs) | Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(tokio::sync::broadcast::error::RecvError::Closed) => std::future::pending::<()>().await,
        }
    }
}

/// How many jobs there are in each state.
///
/// # Errors
/// [`Error::Store`].
pub async fn counts(ctx: &Ctx) -> Result<Vec<jobs::Count>> {
    let mut tx = ctx.read().await?;
    Ok(jobs::count(&mut tx).await?)
}
