//! What those who answered a survey agreed to: one question of one wave, as it was released and nothing finer.

use super::{What, digest, gone, there};
use crate::{Result, ballots, surveys::agreement};
use copia_domain::{
    ballots::{Release, Said},
    claims::{EvidenceKind, Presence, Says},
    ids::WaveId,
    intervals::Share,
    surveys::items::{Ask, part},
    time::When,
};
use copia_store::{
    Tx,
    claims::Behind,
    surveys::waves::{self, Outcome},
};

/// A share that a claim can rest on.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreed {
    /// What names it as evidence: the wave and the word of the question.
    pub reference: String,
    /// The word of the question.
    pub word: String,
    /// What was asked.
    pub question: String,
    /// The title of the wave.
    pub wave: String,
    /// Until when people could answer.
    pub until: When,
    /// How many of those who answered agreed.
    pub share: Share,
}

/// Every share that is released, of the latest wave first.
pub(crate) async fn shares(tx: &mut Tx) -> Result<Vec<Agreed>> {
    let mut all = Vec::new();
    for outcome in waves::outcomes(tx, None, None).await? {
        let Ok(release) = ballots::read(&outcome.released) else { continue };
        all.extend(release.questions.iter().filter_map(|said| {
            Some(Agreed {
                reference: format!("{}/{}", outcome.id, said.question),
                word: said.question.clone(),
                question: label(&outcome, &said.question),
                wave: outcome.title.clone(),
                until: outcome.closes_at,
                share: share(&release, said)?,
            })
        }));
    }
    Ok(all)
}

pub(super) async fn say(tx: &mut Tx, of: &[Behind]) -> Result<Vec<(What, Says)>> {
    let ids = of.iter().filter_map(|behind| Some(named(behind)?.0)).collect();
    let outcomes = waves::outcomes(tx, Some(ids), None).await?;
    let one = |behind: &Behind| {
        let (id, word) = named(behind)?;
        told(outcomes.iter().find(|outcome| outcome.id == id)?, word)
    };
    Ok(of.iter().map(|behind| one(behind).unwrap_or_else(|| gone(EvidenceKind::Survey))).collect())
}

/// Which wave and which question a piece names.
fn named(behind: &Behind) -> Option<(WaveId, &str)> {
    let (id, word) = behind.reference.as_deref()?.split_once('/')?;
    Some((WaveId::parse(id)?, word))
}

/// How many agreed; `None` where that is not shown, or nothing was agreed to.
fn share(release: &Release, said: &Said) -> Option<Share> {
    agreement(release, said, said.all.as_ref()?)
}

/// What was asked; of one choice of several, the question and the choice.
fn label(outcome: &Outcome, word: &str) -> String {
    let Some(item) = outcome.items.iter().find(|item| item.questions().iter().any(|one| one == word)) else {
        return word.to_owned();
    };
    match &item.ask {
        Ask::Several { question, choices } => {
            let choice = choices.iter().find(|choice| part(&item.key, &choice.key) == word);
            choice.map_or_else(|| question.clone(), |choice| format!("{question} {}", choice.label))
        }
        _ => item.label().to_owned(),
    }
}

/// What a question came to; `None` where it was not asked, or where the release is not as it was written.
fn told(outcome: &Outcome, word: &str) -> Option<(What, Says)> {
    let release = ballots::read(&outcome.released).ok()?;
    let said = release.questions.iter().find(|said| said.question == word)?;
    let what = What::Survey {
        question: label(outcome, word),
        survey: outcome.survey.clone(),
        wave: outcome.title.clone(),
        id: outcome.id,
        from: outcome.opens_at,
        until: outcome.closes_at,
        asked: release.asked,
        answered: release.answered.unwrap_or(0),
    };
    let seal = digest(&(outcome.id, word, &outcome.released.digest));
    let says = match share(&release, said) {
        Some(share) => Says {
            value: Some(share.whole_percent().into()),
            base: Some(share.base.into()),
            share: Some(share),
            ..there(EvidenceKind::Survey, seal)
        },
        None => Says { presence: Presence::Suppressed, ..there(EvidenceKind::Survey, seal) },
    };
    Some((what, says))
}
