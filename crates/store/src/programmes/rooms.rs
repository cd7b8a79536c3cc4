//! Taking in what was asked in the rooms of events.

use crate::{Result, Tx};
use copia_domain::{
    ids::{EventId, PollId, QuestionId, QuestionStepId},
    polls::{self, Shows},
    questions::{Cause, Event, State},
    time::When,
};

statements! {
    QUESTION = "INSERT INTO questions (id, event_id, state, words, name, asker, asked_at, since, votes, answer, reason,
                  version)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    STEP = "INSERT INTO question_steps (id, question_id, event, cause, previous, state, at, note)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    VOTE = "INSERT INTO question_votes (question_id, voter) VALUES ($1, $2)";
    POLL = "INSERT INTO polls (id, event_id, state, question, shows, created_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, 1)";
    CHOICE = "INSERT INTO poll_choices (poll_id, position, words, answers) VALUES ($1, $2, $3, $4)";
    ANSWER = "INSERT INTO poll_answers (poll_id, voter, position) VALUES ($1, $2, $3)";
}

/// A question that nobody known here asked.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// Which question.
    pub id: QuestionId,
    /// In the room of which event.
    pub event: EventId,
    /// What is asked.
    pub words: &'a str,
    /// Under which name; `None` for none.
    pub name: Option<&'a str>,
    /// What happened to it, in order; the first step is that it was asked.
    pub steps: Vec<QuestionStep<'a>>,
    /// The keys of whoever asked and of those who voted.
    pub asker: String,
    /// The keys of those who voted.
    pub voters: Vec<String>,
}

/// One step in the history of a question.
#[derive(Debug, Clone, Copy)]
pub struct QuestionStep<'a> {
    /// Which step.
    pub id: QuestionStepId,
    /// What happened.
    pub event: Event,
    /// By whose doing.
    pub cause: Cause,
    /// The state after.
    pub to: State,
    /// When.
    pub at: When,
    /// The answer in writing, or the reason for declining.
    pub note: Option<&'a str>,
}

/// A poll that takes answers and shows them.
#[derive(Debug, Clone)]
pub struct Poll<'a> {
    /// Which poll.
    pub id: PollId,
    /// In the room of which event.
    pub event: EventId,
    /// What is asked.
    pub question: &'a str,
    /// What one can answer, with the keys of those who did.
    pub choices: Vec<(&'a str, Vec<String>)>,
    /// When it was written.
    pub created_at: When,
}

/// Takes in what was asked in rooms, after the events.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn rooms(tx: &mut Tx, questions: &[Question<'_>], polls: &[Poll<'_>]) -> Result<()> {
    let rows = questions.iter().filter_map(|one| {
        let (first, last) = (one.steps.first()?, one.steps.last()?);
        let said = |state| last.note.filter(|_| last.to == state);
        Some(args![
            one.id,
            one.event,
            last.to,
            one.words,
            one.name,
            one.asker.clone(),
            first.at,
            last.at,
            i64::try_from(one.voters.len()).unwrap_or(i64::MAX),
            said(State::AnsweredInWriting),
            said(State::Declined),
            i64::try_from(one.steps.len()).unwrap_or(i64::MAX)
        ])
    });
    tx.insert_all(QUESTION, rows).await?;
    let steps = questions.iter().flat_map(|one| {
        let before = std::iter::once(None).chain(one.steps.iter().map(|step| Some(step.to)));
        let steps = one.steps.iter().zip(before);
        steps.map(|(step, before)| args![step.id, one.id, step.event, step.cause, before, step.to, step.at, step.note])
    });
    tx.insert_all(STEP, steps).await?;
    let votes = questions.iter().flat_map(|one| one.voters.iter().map(|voter| args![one.id, voter.clone()]));
    tx.insert_all(VOTE, votes).await?;
    let rows =
        polls.iter().map(|one| args![one.id, one.event, polls::State::Open, one.question, Shows::Live, one.created_at]);
    tx.insert_all(POLL, rows).await?;
    let choices = || polls.iter().flat_map(|one| (1_i64..).zip(&one.choices).map(move |choice| (one.id, choice)));
    let rows = choices().map(|(poll, (position, (words, who)))| {
        args![poll, position, *words, i64::try_from(who.len()).unwrap_or(i64::MAX)]
    });
    tx.insert_all(CHOICE, rows).await?;
    let answers = choices()
        .flat_map(|(poll, (position, (_, who)))| who.iter().map(move |voter| args![poll, voter.clone(), position]));
    tx.insert_all(ANSWER, answers).await
}
