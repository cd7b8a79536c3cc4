//! Comments: what people write in their own words, the themes that they speak of, and what of that is shown to others.
//!
//! A theme is told as a question of its own: so many of the comments speak of it, and the others do not. Each side is
//! more than a few, so whatever theme is laid beside whatever other, any overlap or rest can hold more than a few: only
//! from the numbers, nothing small follows. Somebody who knows what the themes mean may know more: that nobody speaks of
//! both, that one is part of another, or that each comment speaks of one of the two. Where that is so, one subtraction
//! gives the rest, and then that has to be none or more than a few as well; otherwise the smaller of the two is put
//! together with the other small ones. The same holds where each comment speaks of one theme at most, and what is left
//! of all of them would be small.

pub mod personal;

#[cfg(test)]
mod tests;

use crate::{ballots::FEW, ids::CommentId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days after the end of a wave at which comments are deleted that are not shown to others.
pub const KEEP_DAYS: i64 = 365;
/// Comments on a page.
pub const PAGE: i64 = 50;
/// Characters of a theme's name at most.
pub const THEME: usize = 60;
/// Themes of a wave at most.
pub const MOST_THEMES: usize = 24;

crate::choices! {
    /// Which comments are listed.
    Filter {
        /// All of them.
        All = "all",
        /// Those that have no theme yet.
        Uncoded = "uncoded",
        /// Those of which something was taken out, or that are withheld.
        Redacted = "redacted",
        /// Those that may be shown to others.
        Shown = "shown",
    }
}

/// How many comments speak of a theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The theme; `None` for those that are put together.
    pub theme: Option<String>,
    /// At least so many.
    pub least: u32,
    /// At most so many.
    pub most: u32,
}

/// A comment that others read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picked {
    /// Which.
    pub comment: CommentId,
    /// The theme under which it stands; `None` for one of no theme that is told.
    pub theme: Option<String>,
}

/// What is shown of the comments on one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Themes {
    /// The word of the question.
    pub question: String,
    /// How many comments there are.
    pub given: u32,
    /// The themes, the most frequent first, then those that are put together.
    pub told: Vec<Told>,
    /// The comments that others read, in the order of their ids.
    pub picked: Vec<Picked>,
}

/// A comment as it was coded: the places of its themes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// Which.
    pub comment: CommentId,
    /// The places of its themes in the list of their names.
    pub themes: BTreeSet<usize>,
    /// Whether others may read it.
    pub may_show: bool,
}

/// Themes that are told as one: a set of comments, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Set {
    /// The place of the theme; `None` for those that are put together.
    theme: Option<usize>,
    comments: BTreeSet<usize>,
}

/// Works out what is shown of the comments on one question.
pub fn release(question: &str, names: &[String], coded: &[Coded]) -> Themes {
    let sets = sets(names.len(), coded);
    let all = coded.len();
    let name = |set: &Set| set.theme.and_then(|place| names.get(place)).cloned();
    let told = |set: &Set| {
        let count = set.comments.len();
        let (least, most) = if is_nearly_all(count, all) { (all - few(), all) } else { (count, count) };
        Told { theme: name(set), least: number(least), most: number(most) }
    };
    let theme_of = |one: &Coded| {
        let set = sets.iter().find(|set| set.theme.is_some_and(|theme| one.themes.contains(&theme)));
        set.and_then(name)
    };
    let picked = coded.iter().filter(|one| one.may_show);
    Themes {
        question: question.to_owned(),
        given: number(all),
        told: sets.iter().map(told).collect(),
        picked: picked.map(|one| Picked { comment: one.comment, theme: theme_of(one) }).collect(),
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn few() -> usize {
    usize::try_from(FEW).unwrap_or(usize::MAX)
}

/// Whether so few are left that it is only told that it is nearly all.
fn is_nearly_all(count: usize, all: usize) -> bool {
    all - count <= few()
}

/// The sets that are told, the largest first.
fn sets(themes: usize, coded: &[Coded]) -> Vec<Set> {
    let of = |theme: usize| Set {
        theme: Some(theme),
        comments: (0..).zip(coded).filter(|(_, one)| one.themes.contains(&theme)).map(|(place, _)| place).collect(),
    };
    let (mut shown, mut small): (Vec<Set>, Vec<Set>) = (0..themes).map(of).partition(|set| set.comments.len() > few());
    // A stable order: equal ones stay in the order of their names.
    shown.sort_by_key(|set| std::cmp::Reverse(set.comments.len()));
    loop {
        let together = Set { theme: None, comments: small.iter().flat_map(|set| set.comments.clone()).collect() };
        if together.comments.len() > few() {
            let with: Vec<Set> = shown.iter().cloned().chain([together]).collect();
            if is_safe(&with, coded.len()) {
                return with;
            }
        }
        if is_safe(&shown, coded.len()) {
            return shown;
        }
        small.extend(shown.pop());
    }
}

/// Whether nothing small follows from the sizes of these sets, whatever is known of what they mean.
fn is_safe(sets: &[Set], all: usize) -> bool {
    let exact: Vec<&Set> = sets.iter().filter(|set| !is_nearly_all(set.comments.len(), all)).collect();
    let pairs =
        exact.iter().enumerate().flat_map(|(place, one)| exact.iter().skip(place + 1).map(move |two| (one, two)));
    let mut pairs = pairs.map(|(one, two)| parts(one, two, all));
    if !pairs.all(|parts| !parts.contains(&0) || parts.iter().all(|part| *part == 0 || *part > few())) {
        return false;
    }
    let union: BTreeSet<usize> = exact.iter().flat_map(|set| set.comments.iter().copied()).collect();
    let is_apart = union.len() == exact.iter().map(|set| set.comments.len()).sum::<usize>();
    let rest = all - union.len();
    !is_apart || rest == 0 || rest > few()
}

/// How many are in both, in one only, in the other only, and in neither.
fn parts(one: &Set, two: &Set, all: usize) -> [usize; 4] {
    let both = one.comments.intersection(&two.comments).count();
    let (one, two) = (one.comments.len() - both, two.comments.len() - both);
    [both, one, two, all - both - one - two]
}
