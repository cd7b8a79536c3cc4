//! Writing a story, for oneself or for somebody else, and its steps.

use super::{Began, Step, Story, found, hand, steps};
use crate::{Act, Ctx, Error, Faults, Result, communities::visible, role_terms::meant_one};
use copia_domain::{
    claims::Level,
    fields::{self, Fault},
    ids::{EventId, IndicatorId, PersonId, StoryId},
    policy::{
        Action, Permit, Role,
        acts::{KeepOwnStories, TellStory, WriteStoryFor},
    },
    published::PublishedDate,
    slug::Slug,
    value::{
        ValueType,
        stories::{self as rules, Audience, MOST_STEPS, Naming, Others, State, StepState},
    },
};
use copia_store::{Tx, stories, value};

/// Characters of a step at most.
const LONGEST: usize = 2_000;

/// What the form of a story offers.
#[derive(Debug, Clone)]
pub struct FormPage {
    /// The community's address and name.
    pub community: (Slug, String),
    /// The story, where there is one already.
    pub story: Option<Story>,
    /// Events with which it can begin.
    pub events: Vec<Began>,
    /// Whether the viewer may write for somebody else.
    pub may_write_for: bool,
}

/// What the form of a step offers.
#[derive(Debug, Clone)]
pub struct StepForm {
    /// The story.
    pub story: Story,
    /// The step, where there is one already.
    pub step: Option<Step>,
    /// Its place.
    pub position: i64,
    /// What is measured in the community.
    pub indicators: Vec<value::Indicator>,
}

/// A story, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct StoryInput<'a> {
    /// What it is called.
    pub title: &'a str,
    /// For whom it is written: a name or address; nothing for oneself. Only of a new one.
    pub teller: &'a str,
    /// The event that it began with.
    pub event: &'a str,
    /// With what else it began.
    pub beginning: &'a str,
    /// The address of that.
    pub address: &'a str,
    /// At what level it speaks.
    pub level: &'a str,
    /// Who and what else had a part.
    pub contributors: &'a str,
    /// What would have happened otherwise.
    pub otherwise: &'a str,
    /// The version that the form was made from.
    pub version: i64,
}

/// A step, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct StepInput<'a> {
    /// Of what kind the value is.
    pub value_type: &'a str,
    /// What happened.
    pub body: &'a str,
    /// What became of it.
    pub state: &'a str,
    /// When.
    pub happened: &'a str,
    /// By what it can be seen.
    pub evidence: &'a str,
    /// The indicator that it touches.
    pub indicator: &'a str,
    /// The version of the story that the form was made from.
    pub version: i64,
}

/// The form of a new story in a community.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn new_form(ctx: &Ctx, slug: &str) -> Result<FormPage> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<TellStory>()?;
    let events = stories::events(&mut tx, &ctx.viewer, ctx.today(), found.id, ctx.now).await?;
    let may_write_for = standing.may(Action::WriteStoryFor);
    Ok(FormPage { community: (found.slug, found.name), story: None, events, may_write_for })
}

/// The form of a story.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::AlreadyDone`] while somebody else has it.
pub async fn form(ctx: &Ctx, id: &str) -> Result<FormPage> {
    let mut tx = ctx.read().await?;
    let (story, _permit) = open(ctx, &mut tx, id).await?;
    let events = stories::events(&mut tx, &ctx.viewer, ctx.today(), story.community_id, ctx.now).await?;
    let community = (story.community_slug.clone(), story.community.clone());
    Ok(FormPage { community, story: Some(story), events, may_write_for: false })
}

/// A story that the viewer may change.
async fn open(ctx: &Ctx, tx: &mut Tx, id: &str) -> Result<(Story, Permit<KeepOwnStories>)> {
    let story = found(ctx, tx, id).await?;
    let hand = hand(ctx, &story).ok_or(Error::NotFound)?;
    if !rules::may_edit(story.state, hand) {
        return Err(Error::AlreadyDone);
    }
    Ok((story, ctx.viewer.towards(ctx.person()?).permit::<KeepOwnStories>()?))
}

/// Keeps a new story of the community `slug`, or the one under `id`; gives which.
///
/// # Errors
/// As [`form`] and [`new_form`]; [`Error::Invalid`]; [`Error::Stale`].
pub async fn write(ctx: &Ctx, slug: &str, id: Option<&str>, input: &StoryInput<'_>) -> Result<StoryId> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let mut faults = Faults::new();
        let (before, permit) = match id {
            Some(id) => open(ctx, &mut tx, id).await?,
            None => begun(ctx, &mut tx, slug, input.teller, &mut faults).await?,
        };
        let mut text = |name, typed| faults.take(name, fields::optional_paragraphs(typed, LONGEST)).unwrap_or_default();
        let (contributors, otherwise) = (text("contributors", input.contributors), text("otherwise", input.otherwise));
        let beginning = text("beginning", input.beginning);
        let title = faults.take("title", fields::line(input.title, 120));
        let address = match input.address.trim() {
            "" => String::new(),
            typed => faults.take("address", fields::web_address(typed)),
        };
        let level = match input.level {
            "" => None,
            word => {
                let level = Level::from_word(word);
                if level.is_none() {
                    faults.add("level", Fault::NotChoice);
                }
                level
            }
        };
        let event_id = event(ctx, &mut tx, &before, input.event, &mut faults).await?;
        faults.check()?;
        let version = if id.is_some() { input.version } else { 0 };
        let story = Story {
            title,
            address,
            level,
            event_id,
            contributors,
            otherwise,
            beginning,
            changed_at: ctx.now,
            version,
            ..before
        };
        stories::save(&mut tx, &permit, &story, ctx.now).await?;
        noted(ctx, &mut tx, &story).await?;
        tx.commit().await?;
        Ok(story.id)
    })
    .await
}

/// A story that begins: one's own, or one that is written for somebody else.
pub(super) async fn begun(
    ctx: &Ctx,
    tx: &mut Tx,
    slug: &str,
    teller: &str,
    faults: &mut Faults,
) -> Result<(Story, Permit<KeepOwnStories>)> {
    let (found, standing) = visible(ctx, tx, slug).await?;
    let _tells = standing.permit::<TellStory>()?;
    let me = ctx.person()?;
    let teller_id = if teller.trim().is_empty() {
        me
    } else {
        let _writes = standing.permit::<WriteStoryFor>()?;
        meant_one(tx, "teller", teller, faults).await?.unwrap_or(me)
    };
    let story = blank(ctx.id(StoryId::new), found.id, teller_id, me, ctx.now);
    let story = Story { community_slug: found.slug, community: found.name, ..story };
    Ok((story, ctx.viewer.towards(me).permit::<KeepOwnStories>()?))
}

/// A story that says nothing yet.
pub(crate) fn blank(
    id: StoryId,
    community_id: copia_domain::ids::CommunityId,
    teller_id: PersonId,
    writer_id: PersonId,
    at: copia_domain::time::When,
) -> Story {
    Story {
        id,
        community_id,
        community_slug: Slug::from_name("", "community"),
        community: String::new(),
        title: String::new(),
        teller_id,
        teller: String::new(),
        teller_job: None,
        writer_id,
        writer: String::new(),
        has_agreed: teller_id == writer_id,
        state: State::Draft,
        audience: Audience::Community,
        naming: Naming::Role,
        others: Others::None,
        level: None,
        event_id: None,
        event_slug: None,
        event: None,
        beginning: String::new(),
        address: String::new(),
        contributors: String::new(),
        otherwise: String::new(),
        follow_up: None,
        note: None,
        written_at: at,
        changed_at: at,
        shared_at: None,
        version: 0,
        confirmed: 0,
    }
}

async fn event(ctx: &Ctx, tx: &mut Tx, story: &Story, typed: &str, faults: &mut Faults) -> Result<Option<EventId>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let event = EventId::parse(typed);
    if event.is_some() && event == story.event_id {
        return Ok(event);
    }
    let known = stories::events(tx, &ctx.viewer, ctx.today(), story.community_id, ctx.now).await?;
    if !known.iter().any(|one| Some(one.id) == event) {
        faults.add("event", Fault::NotChoice);
    }
    Ok(event)
}

/// What is written is theirs: the log says that somebody wrote, and never what.
pub(super) async fn noted(ctx: &Ctx, tx: &mut Tx, story: &Story) -> Result<()> {
    let act = Act::by(Role::Oneself, "story.write").on("story", story.id).within(story.community_id);
    ctx.audit(tx, act.about(story.teller_id)).await
}

/// The form of a step, or of a new one.
///
/// # Errors
/// As [`form`]; [`Error::NotNow`] when there are as many steps as a story has.
pub async fn step_form(ctx: &Ctx, id: &str, position: Option<i64>) -> Result<StepForm> {
    let mut tx = ctx.read().await?;
    let (story, _permit) = open(ctx, &mut tx, id).await?;
    let all = stories::steps(&mut tx, vec![story.id]).await?;
    let step = all.iter().find(|step| Some(step.position) == position).cloned();
    if position.is_some() && step.is_none() {
        return Err(Error::NotFound);
    }
    if position.is_none() && all.len() >= MOST_STEPS {
        return Err(Error::NotNow("story-steps"));
    }
    let position = position.unwrap_or_else(|| next(&all));
    let mut indicators = value::indicators(&mut tx, story.community_id).await?;
    let is_kept = |one: &value::Indicator| step.as_ref().and_then(|step| step.indicator_id) == Some(one.id);
    indicators.retain(|one| one.retired_at.is_none() || is_kept(one));
    Ok(StepForm { story, step, position, indicators })
}

fn next(all: &[Step]) -> i64 {
    all.last().map_or(1, |step| step.position + 1)
}

/// Keeps a step, or a new one at the end; gives its place and whether another can follow.
///
/// # Errors
/// As [`step_form`]; [`Error::Invalid`]; [`Error::Stale`].
pub async fn write_step(ctx: &Ctx, id: &str, position: Option<i64>, input: &StepInput<'_>) -> Result<bool> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (story, permit) = open(ctx, &mut tx, id).await?;
        let mut all = stories::steps(&mut tx, vec![story.id]).await?;
        if position.is_some_and(|position| !all.iter().any(|step| step.position == position)) {
            return Err(Error::NotFound);
        }
        if position.is_none() && all.len() >= MOST_STEPS {
            return Err(Error::NotNow("story-steps"));
        }
        let place = position.unwrap_or_else(|| next(&all));
        let before = all.iter().find(|step| step.position == place).and_then(|step| step.indicator_id);
        let step = checked(ctx, &mut tx, &story, place, before, input).await?;
        stories::save_step(&mut tx, &permit, &story, &step).await?;
        all.retain(|one| one.position != place);
        all.push(step);
        changed(ctx, &mut tx, &permit, Story { version: input.version, ..story }, &all).await?;
        tx.commit().await?;
        Ok(all.len() < MOST_STEPS)
    })
    .await
}

async fn checked(
    ctx: &Ctx,
    tx: &mut Tx,
    story: &Story,
    position: i64,
    before: Option<IndicatorId>,
    input: &StepInput<'_>,
) -> Result<Step> {
    let mut faults = Faults::new();
    let value_type = ValueType::from_word(input.value_type);
    if value_type.is_none() {
        faults.add("value_type", Fault::Missing);
    }
    let body = faults.take("body", fields::paragraphs(input.body, LONGEST));
    let state = StepState::from_word(input.state);
    if state.is_none() {
        faults.add("state", Fault::Missing);
    }
    let happened = match input.happened.trim() {
        "" => None,
        typed => {
            let date = PublishedDate::parse(typed);
            let happened = matches!(state, Some(StepState::Happened | StepState::Partly));
            match date {
                None => faults.add("happened", Fault::NotDate),
                Some(date) if happened && date.earliest() > ctx.today().0 => faults.add("happened", Fault::TooLate),
                Some(_) => {}
            }
            date
        }
    };
    let evidence = faults.take("evidence", fields::optional_line(input.evidence, 500)).unwrap_or_default();
    let indicator_id = match input.indicator {
        "" => None,
        typed => {
            let id = IndicatorId::parse(typed);
            let known = value::indicators(tx, story.community_id).await?;
            let is_known =
                |one: &value::Indicator| Some(one.id) == id && (one.retired_at.is_none() || Some(one.id) == before);
            if !known.iter().any(is_known) {
                faults.add("indicator", Fault::NotChoice);
            }
            id
        }
    };
    faults.check()?;
    Ok(Step {
        story_id: story.id,
        position,
        value_type: value_type.unwrap_or(ValueType::Immediate),
        body,
        state: state.unwrap_or(StepState::HopedFor),
        happened,
        evidence,
        indicator_id,
        indicator_type: None,
        indicator_number: None,
        indicator: None,
    })
}

/// Keeps that the steps of a story have changed, and when what it hopes for is asked about.
async fn changed(ctx: &Ctx, tx: &mut Tx, permit: &Permit<KeepOwnStories>, story: Story, all: &[Step]) -> Result<()> {
    let due = rules::follow_up(&steps(all), ctx.today());
    // A day that is still to come stays; one that has come makes way for the next.
    let follow_up = due.map(|due| story.follow_up.filter(|day| *day > ctx.today()).unwrap_or(due));
    let story = Story { follow_up, changed_at: ctx.now, ..story };
    stories::save(tx, permit, &story, ctx.now).await?;
    noted(ctx, tx, &story).await
}

/// Takes a step away.
///
/// # Errors
/// As [`form`]; [`Error::AlreadyDone`] when it is not there; [`Error::NotNow`] for the last one of a shared story.
pub async fn remove_step(ctx: &Ctx, id: &str, position: i64) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (story, permit) = open(ctx, &mut tx, id).await?;
        let mut all = stories::steps(&mut tx, vec![story.id]).await?;
        if all.len() == 1 && matches!(story.state, State::Shared | State::Offered) {
            return Err(Error::NotNow("story-no-steps"));
        }
        if !stories::remove_step(&mut tx, &permit, &story, position).await? {
            return Err(Error::AlreadyDone);
        }
        all.retain(|step| step.position != position);
        changed(ctx, &mut tx, &permit, story, &all).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Throws a story away that nobody else reads.
///
/// # Errors
/// As [`form`]; [`Error::AlreadyDone`] for one that is shared or offered.
pub async fn discard(ctx: &Ctx, id: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (story, permit) = open(ctx, &mut tx, id).await?;
        if matches!(story.state, State::Shared | State::Offered) {
            return Err(Error::AlreadyDone);
        }
        stories::discard(&mut tx, &permit, story.id).await?;
        let act = Act::by(Role::Oneself, "story.discard").on("story", story.id);
        ctx.audit(&mut tx, act.within(story.community_id).about(story.teller_id)).await?;
        Ok(tx.commit().await?)
    })
    .await
}
