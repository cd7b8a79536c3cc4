//! What people wrote in their own words, for the few who read it: once all is counted, and only to questions on which
//! there are so many comments as people were told. Each comment stands by itself, in the order of random ids; nothing
//! else of its ballot's giver is known. Whoever opens them is written down.

mod marking;
mod showing;

pub use marking::{Deed, allow, redact, withhold};
pub use showing::{Preview, Shown, ShownQuestion, preview, release, take_back};
pub(crate) use showing::{delete_old, fill, lines};
pub(super) use showing::{is_over, show, tell};

use super::{AnyWave, asks, found};
use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    fields::{self, Fault},
    ids::{BallotBoxId, CommentId, ThemeId},
    policy::{Role, acts::ReadComments},
    surveys::{
        comments::{
            Filter, MOST_THEMES, PAGE, THEME,
            personal::{Names, Part, parts},
        },
        items::Kind,
        waves::WaveState,
    },
};
use copia_store::{
    Tx,
    surveys::comments::{self as kept, Released},
};
use std::collections::{BTreeMap, BTreeSet};

pub use copia_store::surveys::comments::{Comment, Theme};

/// A question that is answered in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its word.
    pub key: String,
    /// What was asked.
    pub label: String,
    /// How many comments there are; `None` where they are too few to be read.
    pub comments: Option<i64>,
}

/// Which comments are asked for, as it was chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Listing<'a> {
    /// The word of a question; the first that can be read for anything else.
    pub question: &'a str,
    /// The id of a theme, or nothing.
    pub theme: &'a str,
    /// A word of [`Filter`]; all for anything else.
    pub filter: &'a str,
    /// The page, from 1.
    pub page: i64,
}

/// A comment as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The comment.
    pub comment: Comment,
    /// Its words, with what may tell who somebody is.
    pub parts: Vec<Part>,
    /// Its themes.
    pub themes: Vec<ThemeId>,
}

/// The comments on one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The word of the question.
    pub question: String,
    /// Of which theme; `None` for any.
    pub theme: Option<ThemeId>,
    /// Which of them.
    pub filter: Filter,
    /// Those of the page.
    pub comments: Vec<Read>,
    /// How many there are on all pages.
    pub all: i64,
    /// The page, from 1.
    pub page: i64,
}

/// The page of the comments of a wave.
#[derive(Debug, Clone)]
pub struct Comments {
    /// The wave.
    pub wave: AnyWave,
    /// Its questions that are answered in words.
    pub questions: Vec<Question>,
    /// The comments on one of them; `None` where none can be read.
    pub listed: Option<Listed>,
    /// What comments of the wave speak of, by name.
    pub themes: Vec<Theme>,
    /// The title of an earlier wave whose themes can be taken over.
    pub before: Option<String>,
    /// What is shown to others.
    pub released: Option<Released>,
}

/// One comment.
#[derive(Debug, Clone)]
pub struct One {
    /// The wave.
    pub wave: AnyWave,
    /// What was asked.
    pub question: String,
    /// The comment.
    pub read: Read,
    /// The names of its themes.
    pub themes: Vec<String>,
}

/// The questions of a wave in words, of one that is closed.
pub(super) struct Asked {
    pub wave: AnyWave,
    pub id: BallotBoxId,
    pub questions: Vec<Question>,
}

impl Asked {
    /// The words of the questions whose comments can be read.
    pub fn readable(&self) -> Vec<&str> {
        let readable = self.questions.iter().filter(|question| question.comments.is_some());
        readable.map(|question| question.key.as_str()).collect()
    }
}

/// What can be read of a wave. Before all is counted there is nothing to be found.
pub(super) async fn asked(tx: &mut Tx, id: &str) -> Result<Asked> {
    let wave = found(tx, id).await?;
    of_wave(tx, wave).await
}

pub(super) async fn of_wave(tx: &mut Tx, wave: AnyWave) -> Result<Asked> {
    let (Some(id), Some(rule), WaveState::Closed) = (wave.box_id, wave.rule, wave.state) else {
        return Err(Error::NotFound);
    };
    let survey = asks(tx, &wave).await?;
    let items = || survey.items.iter().filter(|item| item.kind() == Kind::Text);
    let keys: Vec<&str> = items().map(|item| item.key.as_str()).collect();
    let counts: BTreeMap<String, i64> =
        kept::counts(tx, id, &keys).await?.into_iter().map(|row| (row.question, row.comments)).collect();
    let is_counted = rule.counted_at.is_some() && rule.answered.is_some_and(|answered| answered >= rule.words_from);
    let is_there = is_counted && rule.words_deleted_at.is_none();
    let question = |key: &str, label: &str| Question {
        key: key.to_owned(),
        label: label.to_owned(),
        comments: counts.get(key).copied().filter(|count| is_there && *count >= rule.words_from),
    };
    let questions = items().map(|item| question(&item.key, item.label())).collect();
    Ok(Asked { wave, id, questions })
}

/// The comments of a wave.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] for a wave that is not closed.
pub async fn comments(ctx: &Ctx, id: &str, listing: &Listing<'_>) -> Result<Comments> {
    ctx.retry(|| async {
        let _permit = ctx.viewer.on_site().permit::<ReadComments>()?;
        let mut tx = ctx.write().await?;
        let asked = asked(&mut tx, id).await?;
        let themes = kept::themes(&mut tx, asked.wave.id).await?;
        let readable = asked.readable();
        let chosen = readable.iter().find(|key| **key == listing.question).or(readable.first());
        let listed = match chosen {
            Some(question) => Some(list(&mut tx, asked.id, question, listing, &themes).await?),
            None => None,
        };
        let before = match earlier(&mut tx, &asked.wave).await? {
            Some(wave) if themes.is_empty() && listed.is_some() => Some(wave.title),
            _ => None,
        };
        let released = kept::released(&mut tx, asked.wave.id).await?;
        if listed.is_some() {
            let act = Act::by(Role::ProgrammeManager, "comments.read").on("wave", asked.wave.id);
            ctx.audit(&mut tx, act).await?;
        }
        tx.commit().await?;
        Ok(Comments { wave: asked.wave, questions: asked.questions, listed, themes, before, released })
    })
    .await
}

async fn list(tx: &mut Tx, id: BallotBoxId, question: &str, listing: &Listing<'_>, themes: &[Theme]) -> Result<Listed> {
    let theme = ThemeId::parse(listing.theme).filter(|id| themes.iter().any(|theme| theme.id == *id));
    let filter = Filter::from_word(listing.filter).unwrap_or(Filter::All);
    let all = kept::count(tx, (id, question), (theme, filter)).await?;
    // A comment that has got its theme leaves the list, and with it perhaps the last page.
    let page = listing.page.clamp(1, (all - 1).max(0) / PAGE + 1);
    let comments = kept::list(tx, (id, question), (theme, filter), (PAGE, (page - 1) * PAGE)).await?;
    let mut codings: BTreeMap<CommentId, Vec<ThemeId>> = BTreeMap::new();
    for coding in kept::codings(tx, id, question).await? {
        codings.entry(coding.comment_id).or_default().push(coding.theme_id);
    }
    let names = kept::names(tx).await?;
    let names = Names::of(names.iter().map(String::as_str));
    let read = |comment: Comment| Read {
        parts: parts(&comment.words, &names),
        themes: codings.remove(&comment.id).unwrap_or_default(),
        comment,
    };
    let comments = comments.into_iter().map(read).collect();
    Ok(Listed { question: question.to_owned(), theme, filter, comments, all, page })
}

/// The wave whose themes can be taken over.
async fn earlier(tx: &mut Tx, wave: &AnyWave) -> Result<Option<AnyWave>> {
    let Some(rule) = wave.rule else { return Ok(None) };
    match kept::before(tx, wave.survey_id, rule.closes_at).await? {
        Some(id) => Ok(copia_store::surveys::waves::find(tx, id).await?),
        None => Ok(None),
    }
}

/// A comment with its question; of another wave, or on a question with too few, there is none.
async fn one(tx: &mut Tx, asked: &Asked, id: &str) -> Result<Comment> {
    let id = CommentId::parse(id).ok_or(Error::NotFound)?;
    kept::find(tx, asked.id, id, &asked.readable()).await?.ok_or(Error::NotFound)
}

/// One comment, for whoever takes something out of it or lets others read it.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn comment(ctx: &Ctx, id: &str, comment: &str) -> Result<One> {
    ctx.retry(|| async {
        let _permit = ctx.viewer.on_site().permit::<ReadComments>()?;
        let mut tx = ctx.write().await?;
        let asked = asked(&mut tx, id).await?;
        let comment = one(&mut tx, &asked, comment).await?;
        let codings = kept::codings(&mut tx, asked.id, &comment.question).await?;
        let themes: Vec<ThemeId> =
            codings.iter().filter(|coding| coding.comment_id == comment.id).map(|coding| coding.theme_id).collect();
        let names = kept::names(&mut tx).await?;
        let all = kept::themes(&mut tx, asked.wave.id).await?;
        let act = Act::by(Role::ProgrammeManager, "comments.read").on("wave", asked.wave.id);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        let question = asked.questions.iter().find(|question| question.key == comment.question);
        Ok(One {
            question: question.map(|question| question.label.clone()).unwrap_or_default(),
            themes: all.into_iter().filter(|theme| themes.contains(&theme.id)).map(|theme| theme.name).collect(),
            read: Read { parts: parts(&comment.words, &Names::of(names.iter().map(String::as_str))), comment, themes },
            wave: asked.wave,
        })
    })
    .await
}

/// Gives the comments of a page these themes and no others; how many comments that were. `codes` are pairs of a comment
/// and a theme.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] for comments and themes of another wave or question.
pub async fn code(ctx: &Ctx, id: &str, question: &str, comments: &[&str], codes: &[(&str, &str)]) -> Result<usize> {
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<ReadComments>()?;
        let mut tx = ctx.write().await?;
        let asked = asked(&mut tx, id).await?;
        if !asked.readable().contains(&question) {
            return Err(Error::NotFound);
        }
        let of_question: BTreeSet<CommentId> =
            kept::ids(&mut tx, asked.id, question).await?.into_iter().map(|one| one.id).collect();
        let comment = |id: &str| CommentId::parse(id).filter(|id| of_question.contains(id)).ok_or(Error::NotFound);
        let themes = kept::themes(&mut tx, asked.wave.id).await?;
        let is_there = |id: &ThemeId| themes.iter().any(|theme| theme.id == *id);
        let theme = |id: &str| ThemeId::parse(id).filter(is_there).ok_or(Error::NotFound);
        let comments: BTreeSet<CommentId> = comments.iter().map(|id| comment(id)).collect::<Result<_>>()?;
        let codes: BTreeSet<(CommentId, ThemeId)> =
            codes.iter().map(|(of, one)| Ok((comment(of)?, theme(one)?))).collect::<Result<_>>()?;
        if codes.iter().any(|(of, _)| !comments.contains(of)) {
            return Err(Error::NotFound);
        }
        let comments: Vec<CommentId> = comments.into_iter().collect();
        let codes: Vec<(CommentId, ThemeId)> = codes.into_iter().collect();
        kept::code(&mut tx, &permit, (asked.id, question), &comments, &codes).await?;
        let act = Act::by(Role::ProgrammeManager, "comments.code").on("wave", asked.wave.id);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(comments.len())
    })
    .await
}

/// What is done with the themes of a wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theming<'a> {
    /// One more, of this name.
    Add(&'a str),
    /// The one of this id gets this name.
    Rename(&'a str, &'a str),
    /// The one of this id goes, also from the comments.
    Remove(&'a str),
    /// Those of the wave before are taken over.
    TakeOver,
}

/// Changes the themes of a wave.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Invalid`] for field `name`.
pub async fn theme(ctx: &Ctx, id: &str, deed: Theming<'_>) -> Result<()> {
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<ReadComments>()?;
        let mut tx = ctx.write().await?;
        let asked = asked(&mut tx, id).await?;
        if asked.readable().is_empty() {
            return Err(Error::NotFound);
        }
        let wave = asked.wave.id;
        let all = kept::themes(&mut tx, wave).await?;
        let fault = |fault| Error::Invalid(Faults::one("name", fault));
        let name = |typed: &str| fields::line(typed, THEME).map_err(fault);
        let is_taken =
            |error| if matches!(error, copia_store::Error::Taken(_)) { fault(Fault::Taken) } else { error.into() };
        match deed {
            Theming::Add(_) if all.len() >= MOST_THEMES => return Err(Error::NotNow("comments-themes")),
            Theming::Add(typed) => {
                let new = Theme { id: ctx.id(ThemeId::new), name: name(typed)? };
                kept::add_theme(&mut tx, &permit, wave, &new).await.map_err(is_taken)?;
            }
            Theming::Rename(id, typed) => {
                let theme = Theme { id: ThemeId::parse(id).ok_or(Error::NotFound)?, name: name(typed)? };
                if !kept::rename_theme(&mut tx, &permit, wave, &theme).await.map_err(is_taken)? {
                    return Err(Error::NotFound);
                }
            }
            Theming::Remove(id) => {
                let id = ThemeId::parse(id).ok_or(Error::NotFound)?;
                if !kept::remove_theme(&mut tx, &permit, wave, id).await? {
                    return Err(Error::NotFound);
                }
            }
            Theming::TakeOver => {
                let earlier = earlier(&mut tx, &asked.wave).await?.ok_or(Error::NotFound)?;
                for theme in kept::themes(&mut tx, earlier.id).await? {
                    let new = Theme { id: ctx.id(ThemeId::new), ..theme };
                    if !all.iter().any(|one| copia_domain::fold::fold(&one.name) == copia_domain::fold::fold(&new.name))
                    {
                        kept::add_theme(&mut tx, &permit, wave, &new).await?;
                    }
                }
            }
        }
        let names: Vec<String> = kept::themes(&mut tx, wave).await?.into_iter().map(|theme| theme.name).collect();
        let act = Act::by(Role::ProgrammeManager, "comments.themes").on("wave", wave);
        ctx.audit(&mut tx, act.after(&serde_json::json!({ "title": asked.wave.title, "themes": names }))).await?;
        Ok(tx.commit().await?)
    })
    .await
}
