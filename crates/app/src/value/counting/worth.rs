//! For how many of those who answered after events it was worth their time. Answers are anonymous, so nothing is counted
//! but what is released of each event anyhow: how many said so at least. A share of these is never more than was true,
//! and holds nothing that the results of the events do not say.

use super::Share;
use crate::Result;
use copia_domain::{
    ballots::{Label, Part, Rule, Tally, release},
    ids::CommunityId,
    pulse::{Worth, plan},
    time::When,
};
use copia_store::{
    Tx,
    value::{self, Answered},
};

pub(super) async fn share(tx: &mut Tx, community: CommunityId, from: When, to: When) -> Result<Share> {
    let answers = value::worth(tx, community, from, to).await?;
    let boxes = answers.chunk_by(|one, next| one.box_id == next.box_id).filter_map(released);
    Ok(boxes.fold(Share { part: 0, whole: 0 }, |sum, one| Share {
        part: sum.part + one.part,
        whole: sum.whole + one.whole,
    }))
}

/// What is released of one event.
fn released(answers: &[Answered]) -> Option<Share> {
    let of = |worth: &Worth| answers.iter().filter(|row| row.answer == *worth).map(|row| row.ballots).sum::<i64>();
    let counts: Vec<u32> = Worth::ALL.iter().map(|worth| u32::try_from(of(worth)).unwrap_or(0)).collect();
    let minimum = u32::try_from(answers.first()?.minimum).ok()?;
    let answered = counts.iter().sum();
    let everybody = Part { label: Label::new(), invited: answered, answered };
    let tally = Tally { parts: vec![everybody], counts: vec![vec![counts]] };
    let said = release(&plan(), &tally, Rule::of(minimum)).questions.into_iter().next()?;
    let all = said.all?;
    Some(Share { part: all.between(&Worth::WORTHWHILE).0.into(), whole: all.base.into() })
}
