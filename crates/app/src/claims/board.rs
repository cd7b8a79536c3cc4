//! The evidence board: what the public pages rest on, what is weak in it, and what falls due.

use super::{
    Holds, Shown, What,
    evidence::survey::{self, Agreed},
    themes,
    views::with_evidence,
};
use crate::{Ctx, Result};
use copia_domain::{
    claims::{ClaimState, DUE_DAYS, EvidenceKind, Strength},
    policy::acts::WriteClaim,
};
use copia_store::{
    claims,
    stories::{self, Unused},
};
use std::collections::BTreeSet;

/// Why a claim is on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Something that it rests on is not there any more.
    Gone,
    /// Something that it rests on says something else now.
    Changed,
    /// The day of its review has come.
    Overdue,
    /// The day of its review is near.
    Soon,
}

/// The evidence board.
#[derive(Debug, Clone)]
pub struct Board {
    /// Claims that wait for somebody other than their author.
    pub waiting: Vec<Shown>,
    /// Claims that are shown and have to be looked at, the most pressing first, with why.
    pub due: Vec<(Due, Shown)>,
    /// Claims that are shown and rest on one person's word, or on one kind of evidence.
    pub weak: Vec<Shown>,
    /// Drafts, also those of others.
    pub drafts: Vec<Shown>,
    /// All others that are shown.
    pub sound: Vec<Shown>,
    /// Those that were corrected or taken back.
    pub past: Vec<Shown>,
    /// What people agreed to in the latest wave of each survey, and no claim supports with evidence of another kind.
    pub said_only: Vec<Agreed>,
    /// Communities at work without a shared story past potential value.
    pub unused: Vec<Unused>,
    /// Headings under which nothing is shown.
    pub empty: Vec<String>,
    /// All headings.
    pub themes: Vec<String>,
}

/// The board.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn board(ctx: &Ctx) -> Result<Board> {
    let _permit = ctx.viewer.on_site().permit::<WriteClaim>()?;
    let mut tx = ctx.read().await?;
    let all = claims::list(&mut tx, &ctx.viewer, ctx.today()).await?;
    let all = with_evidence(&mut tx, all).await?;
    let themes = themes::in_order(ctx, &mut tx).await?;
    let shares = survey::shares(&mut tx).await?;
    let unused = stories::unused(&mut tx, &ctx.viewer, ctx.today()).await?;
    drop(tx);
    let is_shown = |shown: &Shown| shown.claim.state == ClaimState::Approved;
    let stands = |theme: &String| all.iter().any(|one| is_shown(one) && one.claim.theme.as_ref() == Some(theme));
    let empty = themes.iter().filter(|theme| !stands(theme)).cloned().collect();
    let mut board = Board {
        waiting: Vec::new(),
        due: Vec::new(),
        weak: Vec::new(),
        drafts: Vec::new(),
        sound: Vec::new(),
        past: Vec::new(),
        said_only: said_only(shares, &all),
        unused,
        empty,
        themes,
    };
    for shown in all {
        match shown.claim.state {
            ClaimState::Submitted => board.waiting.push(shown),
            ClaimState::Draft => board.drafts.push(shown),
            ClaimState::Withdrawn | ClaimState::Corrected => board.past.push(shown),
            ClaimState::Approved => match due(ctx, &shown) {
                Some(why) => board.due.push((why, shown)),
                None if is_weak(&shown) => board.weak.push(shown),
                None => board.sound.push(shown),
            },
        }
    }
    board.due.sort_by_key(|(why, shown)| (*why, shown.claim.review_by));
    Ok(board)
}

/// The shares of the latest wave in which each question was asked, without those that a claim rests on together with
/// evidence of another kind.
fn said_only(shares: Vec<Agreed>, all: &[Shown]) -> Vec<Agreed> {
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for one in shares {
        // The latest wave comes first.
        if seen.insert(one.question.clone()) && !all.iter().any(|shown| supports(shown, &one.question)) {
            found.push(one);
        }
    }
    found
}

/// Whether a claim that is shown rests on the answers to a question, in these words and in any wave, and on something
/// else too.
fn supports(shown: &Shown, asked: &str) -> bool {
    let is_asked = |what: &What| matches!(what, What::Survey { question, .. } if question == asked);
    shown.claim.state == ClaimState::Approved
        && shown.evidence.iter().any(|piece| is_asked(&piece.what))
        && shown
            .evidence
            .iter()
            .any(|piece| !matches!(piece.behind.kind, EvidenceKind::Survey | EvidenceKind::Published))
}

/// Why a claim that is shown has to be looked at.
fn due(ctx: &Ctx, shown: &Shown) -> Option<Due> {
    match (shown.holds, shown.claim.review_by) {
        (Holds::Gone, _) => Some(Due::Gone),
        (Holds::Changed, _) => Some(Due::Changed),
        (Holds::Yes, Some(day)) if day <= ctx.today() => Some(Due::Overdue),
        (Holds::Yes, Some(day)) if day <= ctx.today().plus_days(DUE_DAYS) => Some(Due::Soon),
        _ => None,
    }
}

/// Whether a claim rests on one person's word, or on one piece of evidence only.
fn is_weak(shown: &Shown) -> bool {
    shown.claim.strength == Strength::Reported || (shown.evidence.len() < 2 && !shown.is_live)
}
