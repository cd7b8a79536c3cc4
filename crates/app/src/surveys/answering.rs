//! Answering. Whoever is asked reads the rule first; what they answer is written down by [`crate::ballots`], and here
//! nothing is.

use super::{AnyWave, Stand, Survey, SurveyLink, asks, field, found};
use crate::{Ctx, Error, Faults, Result, ballots};
use copia_domain::{
    ballots::Label,
    ids::PersonId,
    policy::acts::AnswerSurvey,
    surveys::{
        answers::{Sent, read},
        waves::WaveState,
    },
};
use copia_store::{
    Tx,
    ballots::{self as kept, BallotBox, RollEntry},
    registrations::Who,
    surveys::{asked, waves},
};

/// What the answers of somebody say of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Own {
    /// Nothing is told apart in this wave.
    NothingTold,
    /// Nothing: too few are asked who share what would be told.
    TooFew {
        /// How many share it, where that is fewer than the minimum. It says who is asked and nothing of what anybody
        /// answers, and only those who share it are told.
        invited: Option<i64>,
    },
    /// This, which so many share who are asked.
    Says {
        /// A value, or nothing, for each attribute.
        label: Label,
        /// How many are asked who say the same.
        invited: i64,
    },
}

/// What is said to somebody who comes to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Where they stand as one who is asked.
    Asked(Stand),
    /// They are not asked.
    NotAsked,
    /// The time is over and all is counted.
    Over,
    /// It was called off.
    CalledOff,
    /// It is tried out: whoever works here can answer, and nothing is kept.
    Trial,
}

/// What the page of the questions shows.
#[derive(Debug, Clone)]
pub struct Answering {
    /// The wave.
    pub wave: AnyWave,
    /// What it asks.
    pub survey: Survey,
    /// What the reader's answers say of them.
    pub own: Own,
    /// Where the reader stands.
    pub told: Told,
}

/// A reader with what they are asked. What their answers say of them is for the page alone, and costs more than all the
/// rest.
struct Reader {
    wave: AnyWave,
    survey: Survey,
    told: Told,
    asked: Option<(BallotBox, RollEntry)>,
    person: Option<PersonId>,
}

impl Reader {
    async fn view(self, tx: &mut Tx) -> Result<Answering> {
        let own = match &self.asked {
            Some((_, entry)) => own(tx, &self.wave, entry, self.person).await?,
            None => Own::NothingTold,
        };
        Ok(Answering { wave: self.wave, survey: self.survey, own, told: self.told })
    }
}

async fn own(tx: &mut Tx, wave: &AnyWave, entry: &RollEntry, person: Option<PersonId>) -> Result<Own> {
    if wave.attributes.is_empty() {
        return Ok(Own::NothingTold);
    }
    let cells = kept::cells(tx, entry.box_id).await?;
    if let Some(cell) = cells.into_iter().find(|cell| Some(cell.id) == entry.cell_id) {
        return Ok(Own::Says { label: cell.label, invited: cell.invited });
    }
    let invited = match person {
        Some(person) => sharing(tx, wave, entry, person).await?,
        None => None,
    };
    Ok(Own::TooFew { invited })
}

/// How many of those who are asked share all that answers could say of somebody, where that is fewer than the minimum.
/// A box keeps no numbers of small groups, so they are counted again, of as many as can be at once.
async fn sharing(tx: &mut Tx, wave: &AnyWave, entry: &RollEntry, person: PersonId) -> Result<Option<i64>> {
    const MOST: i64 = 5_000;
    let Some(rule) = wave.rule.filter(|rule| rule.people.is_some_and(|people| people <= MOST)) else { return Ok(None) };
    let count = asked::sharing(tx, entry.box_id, &wave.asked, &wave.attributes, person).await?;
    // Since the opening people may have moved.
    Ok(Some(count).filter(|count| (1..rule.minimum).contains(count)))
}

async fn reader(
    ctx: &Ctx,
    tx: &mut Tx,
    wave: AnyWave,
    asked: Option<(BallotBox, RollEntry)>,
    person: Option<PersonId>,
) -> Result<Reader> {
    let survey = asks(tx, &wave).await?;
    let told = match (wave.state, &asked) {
        (WaveState::Trial, _) => Told::Trial,
        (WaveState::CalledOff, _) => Told::CalledOff,
        (WaveState::Closed, _) => Told::Over,
        (_, Some((kept, entry))) => Told::Asked(ballots::stand(ctx, kept, entry)),
        (_, None) => Told::NotAsked,
    };
    Ok(Reader { wave, survey, told, asked, person })
}

/// The viewer as one who is asked.
async fn viewer(ctx: &Ctx, tx: &mut Tx, id: &str) -> Result<Reader> {
    let _permit = ctx.viewer.on_site().permit::<AnswerSurvey>()?;
    let wave = found(tx, id).await?;
    if wave.state == WaveState::Draft {
        return Err(Error::NotFound);
    }
    let person = ctx.person()?;
    let asked = match wave.box_id {
        Some(id) => {
            let kept = kept::get(tx, id).await?.ok_or(Error::NotFound)?;
            let entry = kept::entry_of(tx, id, Who::Person(person)).await?;
            entry.map(|entry| (kept, entry))
        }
        None => None,
    };
    reader(ctx, tx, wave, asked, Some(person)).await
}

/// Whoever has the link, as one who is asked.
async fn holder(ctx: &Ctx, tx: &mut Tx, link: &SurveyLink) -> Result<Reader> {
    if !link.is_signed(ctx) {
        return Err(Error::LinkEnded);
    }
    let entry = kept::find_entry(tx, link.entry).await?.ok_or(Error::LinkEnded)?;
    let kept = kept::get(tx, entry.box_id).await?.ok_or(Error::LinkEnded)?;
    let wave = waves::of_box(tx, kept.id).await?.ok_or(Error::LinkEnded)?;
    reader(ctx, tx, wave, Some((kept, entry)), None).await
}

/// The questions and the rule, for somebody who has signed in.
///
/// # Errors
/// [`Error::NotFound`] for a wave that is being prepared; [`Error::Denied`].
pub async fn look(ctx: &Ctx, id: &str) -> Result<Answering> {
    let mut tx = ctx.read().await?;
    viewer(ctx, &mut tx, id).await?.view(&mut tx).await
}

/// The questions and the rule, from a letter.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged link, and once all is counted.
pub async fn look_by_link(ctx: &Ctx, link: &SurveyLink) -> Result<Answering> {
    let mut tx = ctx.read().await?;
    holder(ctx, &mut tx, link).await?.view(&mut tx).await
}

/// Takes the viewer's answers in. Gives what they were told as they came; answers to a trial are thrown away.
///
/// # Errors
/// As [`look`]; [`Error::Invalid`]; [`Error::AlreadyDone`] for somebody who has answered; [`Error::NotNow`] after the
/// time for it, and for somebody who is not asked.
pub async fn answer(ctx: &Ctx, id: &str, sent: &Sent) -> Result<Told> {
    let reader = viewer(ctx, &mut ctx.read().await?, id).await?;
    cast(ctx, reader, sent).await
}

/// Takes the answers of whoever has the link in.
///
/// # Errors
/// As [`look_by_link`] and [`answer`].
pub async fn answer_by_link(ctx: &Ctx, link: &SurveyLink, sent: &Sent) -> Result<Told> {
    let reader = holder(ctx, &mut ctx.read().await?, link).await?;
    cast(ctx, reader, sent).await
}

async fn cast(ctx: &Ctx, reader: Reader, sent: &Sent) -> Result<Told> {
    match (&reader.told, reader.asked) {
        (Told::Trial, _) => drop(paper(&reader.survey, sent)?),
        (Told::Asked(Stand::Counted | Stand::Received), _) => return Err(Error::AlreadyDone),
        (Told::Asked(Stand::Open), Some((kept, entry))) => {
            ballots::cast(ctx, &kept, &entry, paper(&reader.survey, sent)?).await?;
        }
        _ => return Err(Error::NotNow("wave-over")),
    }
    Ok(reader.told)
}

/// Reads what was sent. Words are ballots of their own and never say a cell.
fn paper(survey: &Survey, sent: &Sent) -> Result<ballots::Paper> {
    let answers = read(&survey.items, sent).map_err(|problems| {
        let mut faults = Faults::new();
        for (place, fault) in problems {
            faults.add(field(place), fault);
        }
        Error::Invalid(faults)
    })?;
    let answer = |one: copia_domain::surveys::answers::Answered| ballots::Answer {
        question: one.question,
        answer: one.answer,
        may_say_cell: !one.is_words,
    };
    Ok(answers.into_iter().map(answer).collect())
}

/// The waves that the viewer is asked in and has not answered, as far as this process knows.
///
/// # Errors
/// [`Error::Store`].
pub async fn waiting(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<AnyWave>> {
    let Some(me) = ctx.viewer.id() else { return Ok(Vec::new()) };
    let mut waiting = Vec::new();
    for wave in waves::mine(tx, me, ctx.now).await? {
        let Some(id) = wave.box_id else { continue };
        let (kept, entry) = (kept::get(tx, id).await?, kept::entry_of(tx, id, Who::Person(me)).await?);
        // What is received is not asked again, though it is not counted yet.
        if kept.zip(entry).is_some_and(|(kept, entry)| ballots::stand(ctx, &kept, &entry) == Stand::Open) {
            waiting.push(wave);
        }
    }
    Ok(waiting)
}
