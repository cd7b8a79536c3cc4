//! Reading stories: one, those of a community, and one's own.

use super::{Filter, Step, Story, StoryWord, found, hand};
use crate::{Ctx, Result, communities::visible};
use copia_domain::{
    policy::{Action, Standing},
    value::stories::{Hand, Naming, State, StepState, may_edit},
};
use copia_store::{Tx, communities, communities::Found, stories};

/// Stories on a page of the list.
const PAGE: i64 = 20;

/// A story with its steps, and what others say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The story.
    pub story: Story,
    /// Its steps in their order.
    pub steps: Vec<Step>,
    /// Who was asked for their word, and what they said.
    pub words: Vec<StoryWord>,
}

/// The stories of a community.
#[derive(Debug, Clone)]
pub struct ListPage {
    /// The community.
    pub found: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// The stories of this page.
    pub told: Vec<Told>,
    /// How many there are.
    pub total: i64,
    /// How many pages.
    pub pages: i64,
    /// Whether the viewer may tell one.
    pub may_tell: bool,
}

/// One story, as its reader sees it.
#[derive(Debug, Clone)]
pub struct StoryPage {
    /// The story.
    pub told: Told,
    /// Whose it is to the viewer, if theirs to work on.
    pub hand: Option<Hand>,
    /// Whether the viewer may change its words.
    pub may_edit: bool,
    /// Whether the viewer may give it back to its teller.
    pub may_return: bool,
    /// What the viewer was asked for, or has said.
    pub my_word: Option<StoryWord>,
    /// Whether what is hoped for is to be looked at again.
    pub is_due: bool,
}

/// One's own stories.
#[derive(Debug, Clone)]
pub struct Mine {
    /// Those that one tells.
    pub told: Vec<Told>,
    /// Those that one writes for others.
    pub writing: Vec<Told>,
    /// Those on which one was asked for one's word.
    pub asked: Vec<(Told, StoryWord)>,
}

/// Stories with their steps and words, in few statements however many they are.
pub(crate) async fn told(tx: &mut Tx, all: Vec<Story>) -> Result<Vec<Told>> {
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let ids = || all.iter().map(|story| story.id).collect();
    let (steps, words) = (stories::steps(tx, ids()).await?, stories::words(tx, ids()).await?);
    let one = |story: &Story| Told {
        steps: steps.iter().filter(|step| step.story_id == story.id).cloned().collect(),
        words: words.iter().filter(|word| word.story_id == story.id).cloned().collect(),
        story: story.clone(),
    };
    Ok(all.iter().map(one).collect())
}

/// How a shared story names its teller, in the parts of the name that they chose; empty where it does not.
pub fn told_by(story: &Story) -> Vec<String> {
    let parts = match story.naming {
        Naming::Name => [Some(story.teller.clone()), story.teller_job.clone()],
        Naming::Role => [None, story.teller_job.clone()],
        Naming::Nobody => [None, None],
    };
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect()
}

/// The stories of a community, for whoever may know of it.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub async fn list(ctx: &Ctx, slug: &str, filter: Filter, page: i64) -> Result<ListPage> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let (viewer, today) = (&ctx.viewer, ctx.today());
    let place = (PAGE, (page - 1) * PAGE);
    let (all, total) = stories::list(&mut tx, viewer, today, found.id, filter, place).await?;
    let told = told(&mut tx, all).await?;
    let may_tell = standing.may(Action::TellStory);
    Ok(ListPage { found, standing, told, total, pages: (total + PAGE - 1) / PAGE, may_tell })
}

/// One story.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub async fn look(ctx: &Ctx, id: &str) -> Result<StoryPage> {
    let mut tx = ctx.read().await?;
    let story = found(ctx, &mut tx, id).await?;
    let community = communities::find_visible_by_id(&mut tx, &ctx.viewer, story.community_id, ctx.today()).await?;
    let returns = community.is_some_and(|found| {
        ctx.viewer.in_community(found.id, found.roles()).may(Action::ReturnStory) && story.state == State::Shared
    });
    let hand = hand(ctx, &story);
    let mut told = told(&mut tx, vec![story]).await?;
    let told = told.pop().ok_or(crate::Error::NotFound)?;
    let my_word = told.words.iter().find(|word| Some(word.person_id) == ctx.viewer.id()).cloned();
    Ok(StoryPage {
        hand,
        may_edit: hand.is_some_and(|hand| may_edit(told.story.state, hand)),
        may_return: returns && hand != Some(Hand::Teller),
        my_word,
        is_due: hand == Some(Hand::Teller) && is_due(ctx, &told),
        told,
    })
}

/// Whether what a story hopes for is to be looked at again.
fn is_due(ctx: &Ctx, told: &Told) -> bool {
    told.story.follow_up.is_some_and(|day| day <= ctx.today())
        && told.steps.iter().any(|step| step.state == StepState::HopedFor)
}

impl Mine {
    /// Those of one's own whose hoped-for ending is to be looked at again.
    pub fn due(&self, ctx: &Ctx) -> Vec<&Told> {
        self.told.iter().filter(|told| is_due(ctx, told)).collect()
    }
}

/// One's own stories, those that one writes for others, and those on which one was asked.
///
/// # Errors
/// [`crate::Error::Denied`] for a visitor.
pub async fn mine(ctx: &Ctx) -> Result<Mine> {
    let _permit = ctx.viewer.on_site().permit::<copia_domain::policy::acts::TellStory>()?;
    let mut tx = ctx.read().await?;
    let (viewer, today) = (&ctx.viewer, ctx.today());
    let own = stories::own(&mut tx, viewer, today).await?;
    let asked = stories::asked(&mut tx, viewer, today).await?;
    let own = told(&mut tx, own).await?;
    let asked = told(&mut tx, asked).await?;
    let me = ctx.person()?;
    let (mine, writing) = own.into_iter().partition(|told| told.story.teller_id == me);
    let with_word = |told: Told| {
        let word = told.words.iter().find(|word| word.person_id == me).cloned()?;
        Some((told, word))
    };
    Ok(Mine { told: mine, writing, asked: asked.into_iter().filter_map(with_word).collect() })
}
