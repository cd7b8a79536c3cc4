//! What people said after events that are over: counted where the time for answering has passed, and open where it has
//! not.

use super::Filling;
use crate::{Error, Result, outbox::Job};
use copia_demonstration as demonstration;
use copia_domain::{
    ballots::{MINIMUM, WORDS_FROM, shuffle},
    events::State,
    ids::{BallotBoxId, EventId, JobId, RollEntryId},
    pulse::{COUNT_AFTER_MINUTES, OPEN_DAYS, Question, THANKS_HOURS, plan},
    registrations::State as PlaceState,
    time::When,
};
use copia_store::{
    Tx,
    ballots::{self, Ballot, BallotBox, NewEntry},
    jobs,
    registrations::Who,
};

/// Asks those who had a seat at an event that is over, and has them answer.
pub(super) async fn fill(
    filling: &Filling<'_>,
    tx: &mut Tx,
    event: &demonstration::Event,
    id: EventId,
    number: u64,
) -> Result<()> {
    let opens_at = event.ends_at().plus_hours(THANKS_HOURS);
    if event.state != State::Published || opens_at > filling.now {
        return Ok(());
    }
    let held = event.registrations.iter().filter(|row| row.state() == Some(PlaceState::Confirmed));
    let asked: Vec<Who> = held.filter_map(|row| filling.person(row.person).map(Who::Person)).collect();
    let count = u32::try_from(asked.len()).unwrap_or(u32::MAX);
    if count < MINIMUM {
        return Ok(());
    }
    let opened = BallotBox {
        id: filling.id(BallotBoxId::new, opens_at),
        event_id: Some(id),
        asked: i64::from(count),
        is_asked_known: true,
        minimum: i64::from(MINIMUM),
        words_from: i64::from(WORDS_FROM),
        opens_at,
        closes_at: opens_at.plus_days(OPEN_DAYS),
        counted_at: None,
        answered: None,
    };
    let people = asked.iter().filter_map(|who| who.person()).collect();
    super::prompts::on_the_day(filling, tx, id, opens_at, people).await?;
    let random_id = || uuid::Builder::from_random_bytes(filling.entropy.bytes()).into_uuid();
    let entry = |who: Who| NewEntry { id: RollEntryId(random_id()), who, cell_id: None };
    let roll: Vec<NewEntry> = asked.into_iter().map(entry).collect();
    ballots::open(tx, &opened, &[], &roll).await?;
    crate::ballots::plan(tx, opened.id, &plan()).await?;
    let counted_at = opened.closes_at.plus_seconds(COUNT_AFTER_MINUTES * 60);
    if counted_at > filling.now {
        return count_later(filling, tx, opened.id, counted_at).await;
    }
    let answers = demonstration::pulse::answers(number, roll.len());
    if answers.len() >= usize::try_from(MINIMUM).unwrap_or(usize::MAX) {
        let ballot = |question: Question, answer: &str| Ballot {
            id: random_id(),
            question: question.word().to_owned(),
            answer: answer.to_owned(),
            cell_id: None,
        };
        let mut written: Vec<Ballot> = Vec::new();
        for (worth, words) in answers {
            written.push(ballot(Question::Worth, worth.word()));
            written.extend(words.map(|words| ballot(Question::Takeaway, words)));
        }
        shuffle(&mut written, || u64::from_le_bytes(filling.entropy.bytes()));
        ballots::add(tx, opened.id, written).await?;
    }
    crate::ballots::counted(tx, opened.id, counted_at).await?;
    Ok(())
}

async fn count_later(filling: &Filling<'_>, tx: &mut Tx, id: BallotBoxId, run_at: When) -> Result<()> {
    let job = Job::CountBallots { ballots: id };
    let payload = serde_json::to_string(&job).map_err(|error| Error::Internal(error.to_string()))?;
    let new = jobs::New {
        id: filling.id(JobId::new, filling.now),
        kind: job.kind(),
        payload: &payload,
        unique_key: Some(&format!("{}:{id}", job.kind())),
        lane: None,
        run_at,
        created_at: filling.now,
    };
    jobs::add(tx, &new).await?;
    Ok(())
}
