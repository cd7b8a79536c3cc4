//! What others see of comments: how many speak of a theme, and single ones. Both are looked at once more before they are
//! shown, and can be taken back. What is shown is kept as it was released; the words of a comment are not part of that,
//! so that whatever is taken out of one is gone from there too.

use super::{Asked, asked, of_wave};
use crate::{Act, Ctx, Error, Result, sheets::Cell};
use copia_domain::{
    ballots::Release,
    ids::{CommentId, ThemeId, WaveId},
    intervals::whole_share,
    policy::{
        Permit, Role, Scope,
        acts::{ReadComments, RunWave},
    },
    surveys::{
        comments::{self as rules, Coded, KEEP_DAYS, Themes, Told},
        items::{Item, Kind},
        plan::follows,
        waves::WaveState,
    },
    time::When,
};
use copia_store::{
    Tx,
    surveys::{
        comments::{self as kept, Released},
        waves,
    },
};
use std::collections::{BTreeMap, BTreeSet};

use super::super::{AnyWave, asks, figures::released};

/// What is shown of the comments on one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownQuestion {
    /// What was asked.
    pub label: String,
    /// How many comments there are.
    pub given: u32,
    /// How many speak of which theme.
    pub told: Vec<Told>,
    /// Comments in their words, each under the theme in front of it.
    pub comments: Vec<(Option<String>, String)>,
}

/// What is shown of the comments of a wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// For each question, what is shown.
    pub questions: Vec<ShownQuestion>,
    /// Since when.
    pub released_at: When,
}

/// The second look: what would be shown.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The wave.
    pub wave: AnyWave,
    /// What would be shown of each question.
    pub questions: Vec<ShownQuestion>,
    /// Whether something is shown already.
    pub is_released: bool,
}

/// Fixes what is told of words when a wave opens.
pub(in crate::surveys) async fn tell(tx: &mut Tx, permit: &Permit<RunWave>, wave: WaveId) -> Result<()> {
    Ok(kept::tell(tx, permit, wave, KEEP_DAYS).await?)
}

/// Whether the words of a wave that ended then would be deleted already.
pub(in crate::surveys) fn is_over(closes_at: When, now: When) -> bool {
    closes_at.plus_days(KEEP_DAYS) < now
}

/// Whether the number of comments on a question can be told: those on one that follows an answer say at least how many
/// gave that answer, and are told only where that number is.
fn may_tell(items: &[Item], item: &Item, release: Option<&Release>) -> bool {
    let Some(follows) = follows(items, item) else { return true };
    release.is_some_and(|release| release.tells(&follows.question, &follows.answer))
}

/// What would be shown now.
async fn work_out(tx: &mut Tx, asked: &Asked) -> Result<Vec<Themes>> {
    let survey = asks(tx, &asked.wave).await?;
    let release = released(tx, &asked.wave).await?;
    let themes = kept::themes(tx, asked.wave.id).await?;
    let places: BTreeMap<ThemeId, usize> = themes.iter().enumerate().map(|(place, theme)| (theme.id, place)).collect();
    let names: Vec<String> = themes.into_iter().map(|theme| theme.name).collect();
    let mut all = Vec::new();
    for question in asked.readable() {
        let item = survey.items.iter().find(|item| item.key == question);
        if !item.is_some_and(|item| may_tell(&survey.items, item, release.as_ref())) {
            continue;
        }
        let mut of: BTreeMap<CommentId, BTreeSet<usize>> = BTreeMap::new();
        for coding in kept::codings(tx, asked.id, question).await? {
            of.entry(coding.comment_id).or_default().extend(places.get(&coding.theme_id));
        }
        let ids = kept::ids(tx, asked.id, question).await?;
        let coded = |one: kept::Id| Coded {
            comment: one.id,
            themes: of.remove(&one.id).unwrap_or_default(),
            may_show: one.may_show,
        };
        let coded: Vec<Coded> = ids.into_iter().map(coded).collect();
        all.push(rules::release(question, &names, &coded));
    }
    Ok(all)
}

/// What is kept of a release, with the words that its comments have now.
async fn with_words(tx: &mut Tx, wave: &AnyWave, themes: Vec<Themes>) -> Result<Vec<ShownQuestion>> {
    let survey = asks(tx, wave).await?;
    let ids: Vec<CommentId> = themes.iter().flat_map(|one| &one.picked).map(|picked| picked.comment).collect();
    let words: BTreeMap<CommentId, String> = match wave.box_id {
        Some(id) => kept::shown(tx, id, &ids).await?.into_iter().map(|one| (one.id, one.words)).collect(),
        None => BTreeMap::new(),
    };
    let question = |one: Themes| ShownQuestion {
        label: survey
            .items
            .iter()
            .find(|item| item.key == one.question)
            .map_or_else(|| one.question.clone(), |item| item.label().to_owned()),
        given: one.given,
        told: one.told,
        comments: one
            .picked
            .into_iter()
            .filter_map(|picked| Some((picked.theme, words.get(&picked.comment)?.clone())))
            .collect(),
    };
    Ok(themes.into_iter().map(question).collect())
}

/// What others see of the comments of a wave; `None` where nothing is released.
pub(in crate::surveys) async fn show(tx: &mut Tx, wave: &AnyWave) -> Result<Option<Shown>> {
    let Some(released) = kept::released(tx, wave.id).await? else { return Ok(None) };
    let questions = with_words(tx, wave, released.themes).await?;
    Ok(Some(Shown { questions, released_at: released.released_at }))
}

/// The themes of a wave as lines of the file of its figures.
pub(crate) fn lines(shown: &Shown, by: &str, others: &str, asked: &Cell) -> Vec<Vec<Cell>> {
    let number = |count: u32| Cell::Number(i64::from(count));
    let nothing = || Cell::Text(String::new());
    let share = |told: &Told, given: u32| {
        let is_exact = told.least == told.most;
        if is_exact { Cell::Number(whole_share(told.least.into(), given.into())) } else { nothing() }
    };
    let line = |question: &ShownQuestion, told: &Told| {
        vec![
            Cell::Text(question.label.clone()),
            Cell::Text(by.to_owned()),
            Cell::Text(String::new()),
            Cell::Text(told.theme.clone().unwrap_or_else(|| others.to_owned())),
            number(told.least),
            number(told.most),
            number(question.given),
            asked.clone(),
            share(told, question.given),
            nothing(),
            nothing(),
        ]
    };
    shown.questions.iter().flat_map(|question| question.told.iter().map(move |told| line(question, told))).collect()
}

/// What would be shown to others, for a second look.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] where no comments can be read.
pub async fn preview(ctx: &Ctx, id: &str) -> Result<Preview> {
    let _permit = ctx.viewer.on_site().permit::<ReadComments>()?;
    let mut tx = ctx.read().await?;
    let asked = asked(&mut tx, id).await?;
    if asked.readable().is_empty() {
        return Err(Error::NotFound);
    }
    let themes = work_out(&mut tx, &asked).await?;
    let questions = with_words(&mut tx, &asked.wave, themes).await?;
    let is_released = kept::released(&mut tx, asked.wave.id).await?.is_some();
    Ok(Preview { wave: asked.wave, questions, is_released })
}

/// Shows the themes, and the comments that others may read, beside the results of the wave.
///
/// # Errors
/// As [`preview`].
pub async fn release(ctx: &Ctx, id: &str) -> Result<()> {
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<ReadComments>()?;
        let mut tx = ctx.write().await?;
        let asked = asked(&mut tx, id).await?;
        if asked.readable().is_empty() {
            return Err(Error::NotFound);
        }
        let released = Released { themes: work_out(&mut tx, &asked).await?, released_at: ctx.now };
        kept::release(&mut tx, &permit, asked.wave.id, &released).await?;
        let act = Act::by(Role::ProgrammeManager, "comments.release").on("wave", asked.wave.id);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Shows nothing of the comments of a wave any more.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] for a wave that is not closed; [`Error::AlreadyDone`] where nothing is shown.
pub async fn take_back(ctx: &Ctx, id: &str) -> Result<()> {
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<ReadComments>()?;
        let mut tx = ctx.write().await?;
        let asked = asked(&mut tx, id).await?;
        if !kept::take_back(&mut tx, &permit, asked.wave.id).await? {
            return Err(Error::AlreadyDone);
        }
        let act = Act::by(Role::ProgrammeManager, "comments.take_back").on("wave", asked.wave.id);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Deletes the comments whose time is over, as people were told before they answered. What is shown of them stays.
pub(crate) async fn delete_old(tx: &mut Tx, now: When) -> Result<()> {
    for one in kept::kept(tx).await?.into_iter().filter(|one| one.closes_at.plus_days(one.days) < now) {
        let Some(wave) = waves::find(tx, one.wave_id).await? else { continue };
        let Some(id) = wave.box_id else { continue };
        let survey = asks(tx, &wave).await?;
        let questions: Vec<&str> =
            survey.items.iter().filter(|item| item.kind() == Kind::Text).map(|item| item.key.as_str()).collect();
        let released = kept::released(tx, wave.id).await?;
        let picked = released.iter().flat_map(|released| &released.themes).flat_map(|themes| &themes.picked);
        let picked: Vec<CommentId> = picked.map(|picked| picked.comment).collect();
        let shown: Vec<CommentId> = kept::shown(tx, id, &picked).await?.into_iter().map(|one| one.id).collect();
        kept::delete(tx, (wave.id, id), &questions, &shown, now).await?;
    }
    Ok(())
}

/// Fills the themes of a demonstration's wave: its comments are given these, as far as their words say so, some may be
/// read by others, and what follows is shown.
pub(crate) async fn fill(
    tx: &mut Tx,
    wave: WaveId,
    themes: &[(kept::Theme, &[&str])],
    picks: &[&str],
    at: When,
) -> Result<()> {
    const WHY: &str = "a demonstration is filled";
    let permit = Permit::<ReadComments>::of_the_system(Scope::Site, WHY);
    let wave = waves::find(tx, wave).await?.ok_or(Error::NotFound)?;
    kept::tell(tx, &Permit::of_the_system(Scope::Site, WHY), wave.id, KEEP_DAYS).await?;
    if wave.state != WaveState::Closed {
        return Ok(());
    }
    let asked = of_wave(tx, wave.clone()).await?;
    if asked.readable().is_empty() {
        return Ok(());
    }
    for (theme, _) in themes {
        kept::add_theme(tx, &permit, wave.id, theme).await?;
    }
    for question in asked.readable() {
        let (mut comments, mut codes) = (Vec::new(), Vec::new());
        let every = kept::list(tx, (asked.id, question), (None, rules::Filter::All), (i64::from(u32::MAX), 0)).await?;
        let mut picked = BTreeSet::new();
        for mut comment in every {
            comments.push(comment.id);
            let of = themes.iter().filter(|(_, words)| words.contains(&comment.words.as_str()));
            codes.extend(of.map(|(theme, _)| (comment.id, theme.id)));
            if picks.contains(&comment.words.as_str()) && picked.insert(comment.words.clone()) {
                comment.may_show = true;
                kept::mark(tx, &permit, asked.id, &comment).await?;
            }
        }
        kept::code(tx, &permit, (asked.id, question), &comments, &codes).await?;
    }
    let released = Released { themes: work_out(tx, &asked).await?, released_at: at };
    Ok(kept::release(tx, &permit, wave.id, &released).await?)
}
