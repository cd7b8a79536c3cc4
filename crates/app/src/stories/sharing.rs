//! Sharing a story, offering one that was written for somebody, giving it back, and taking it back.

use super::{Story, found, hand, steps};
use crate::{
    Act, Ctx, Error, Faults, Result,
    notifications::Message,
    outbox::{Job, Unfinished},
    prompts::asks_elsewhere,
};
use copia_domain::{
    fields::{self, Fault},
    ids::{DeliveryId, PersonId, StoryId},
    notifications::MessageKind,
    policy::{
        Action, Permit, Role, Scope,
        acts::{KeepOwnStories, ReturnStory},
    },
    prompts::{Cycle, Occasion, WAIT_DAYS},
    value::stories::{Audience, Event, Hand, Naming, Others, State, Telling, transition},
};
use copia_store::{Tx, communities, deliveries, stories};

/// How a story is to be shared, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ShareInput<'a> {
    /// Who may read it.
    pub audience: &'a str,
    /// How it says whose it is.
    pub naming: &'a str,
    /// Whether others can be recognised in it.
    pub others: &'a str,
    /// The version that the form was made from.
    pub version: i64,
}

/// Where a story stands after something is done with it.
async fn after(tx: &mut Tx, story: &Story, hand: Hand, event: Event, others: Others) -> Result<State> {
    let all = steps(&stories::steps(tx, vec![story.id]).await?);
    Ok(transition(story.state, hand, event, Telling { steps: all.len(), others })?)
}

async fn keep(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<KeepOwnStories>,
    story: &Story,
    action: &'static str,
) -> Result<()> {
    stories::save(tx, permit, story, ctx.now).await?;
    let after = serde_json::json!({ "state": story.state, "audience": story.audience, "naming": story.naming });
    let act = Act::by(Role::Oneself, action).on("story", story.id).within(story.community_id);
    ctx.audit(tx, act.about(story.teller_id).after(&after)).await
}

/// Shares a story: only whose it is can, also of one that somebody wrote for them.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Invalid`], [`Error::Stale`]; [`Error::NotNow`] without a step, and while somebody can be
/// recognised who has not agreed.
pub async fn share(ctx: &Ctx, id: &str, input: &ShareInput<'_>) -> Result<()> {
    let mut faults = Faults::new();
    let audience = Audience::from_word(input.audience);
    if audience.is_none() {
        faults.add("audience", Fault::Missing);
    }
    let naming = Naming::from_word(input.naming);
    if naming.is_none() {
        faults.add("naming", Fault::Missing);
    }
    let others = Others::from_word(input.others);
    if others.is_none() {
        faults.add("others", Fault::Missing);
    }
    faults.check()?;
    let (Some(audience), Some(naming), Some(others)) = (audience, naming, others) else { return Err(Error::NotFound) };
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let story = found(ctx, &mut tx, id).await?;
        let hand = hand(ctx, &story).ok_or(Error::NotFound)?;
        let state = if story.state == State::Shared && hand == Hand::Teller && others != Others::NotAgreed {
            // What is shared already is shared differently.
            State::Shared
        } else {
            after(&mut tx, &story, hand, Event::Share, others).await?
        };
        let permit = ctx.viewer.towards(ctx.person()?).permit::<KeepOwnStories>()?;
        let story = Story {
            state,
            audience,
            naming,
            others,
            has_agreed: true,
            shared_at: story.shared_at.or(Some(ctx.now)),
            note: None,
            version: input.version,
            ..story
        };
        keep(ctx, &mut tx, &permit, &story, "story.share").await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Offers a story to whom it was written for.
///
/// # Errors
/// [`Error::NotFound`], [`Error::AlreadyDone`], [`Error::NotNow`] without a step.
pub async fn offer(ctx: &Ctx, id: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let story = found(ctx, &mut tx, id).await?;
        let hand = hand(ctx, &story).ok_or(Error::NotFound)?;
        let state = after(&mut tx, &story, hand, Event::Offer, story.others).await?;
        let permit = ctx.viewer.towards(ctx.person()?).permit::<KeepOwnStories>()?;
        let story = Story { state, note: None, ..story };
        keep(ctx, &mut tx, &permit, &story, "story.offer").await?;
        let message = Message::StoryOffered { story: story.id };
        ctx.notify(&mut tx, Some(story.teller_id), Some(story.community_id), message).await?;
        Ok(tx.commit().await?)
    })
    .await
}

fn reason(note: &str) -> Result<Option<String>> {
    fields::line(note, 500).map(Some).map_err(|fault| Error::Invalid(Faults::one("note", fault)))
}

/// Gives a story back to its writer, as whom it was written for.
///
/// # Errors
/// [`Error::NotFound`], [`Error::AlreadyDone`]; [`Error::Invalid`] for field `note`.
pub async fn give_back(ctx: &Ctx, id: &str, note: &str) -> Result<()> {
    let note = reason(note)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let story = found(ctx, &mut tx, id).await?;
        let hand = hand(ctx, &story).ok_or(Error::NotFound)?;
        let state = after(&mut tx, &story, hand, Event::GiveBack, story.others).await?;
        let permit = ctx.viewer.towards(ctx.person()?).permit::<KeepOwnStories>()?;
        let story = Story { state, note: note.clone(), ..story };
        keep(ctx, &mut tx, &permit, &story, "story.give_back").await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Takes a story back: nobody but its teller reads it from then on.
///
/// # Errors
/// [`Error::NotFound`], [`Error::AlreadyDone`].
pub async fn withdraw(ctx: &Ctx, id: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let story = found(ctx, &mut tx, id).await?;
        let hand = hand(ctx, &story).ok_or(Error::NotFound)?;
        let state = after(&mut tx, &story, hand, Event::Withdraw, story.others).await?;
        let permit = ctx.viewer.towards(ctx.person()?).permit::<KeepOwnStories>()?;
        let story = Story { state, ..story };
        keep(ctx, &mut tx, &permit, &story, "story.withdraw").await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Gives a shared story back to its teller, with the reason, as who looks after the stories.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`], [`Error::AlreadyDone`]; [`Error::Invalid`] for field `note`.
pub async fn return_story(ctx: &Ctx, id: &str, note: &str) -> Result<()> {
    let note = reason(note)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let story = found(ctx, &mut tx, id).await?;
        let known = communities::find_visible_by_id(&mut tx, &ctx.viewer, story.community_id, ctx.today()).await?;
        let community = known.ok_or(Error::NotFound)?;
        let standing = ctx.viewer.in_community(community.id, community.roles());
        let permit = standing.permit::<ReturnStory>()?;
        let state = after(&mut tx, &story, Hand::Steward, Event::Return, story.others).await?;
        let story = Story { state, note: note.clone(), ..story };
        stories::give_back(&mut tx, &permit, &story, ctx.now).await?;
        let role = if standing.is(Role::Lead) || !standing.may(Action::ApproveClaim) {
            Role::Lead
        } else {
            crate::claims::acting(&standing)
        };
        let act = Act::by(role, "story.return").on("story", story.id).within(story.community_id);
        ctx.audit(&mut tx, act.about(story.teller_id).after(&serde_json::json!({ "note": story.note }))).await?;
        let message = Message::StoryOffered { story: story.id };
        ctx.notify(&mut tx, Some(story.teller_id), Some(story.community_id), message).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Takes back everything of somebody who leaves the site.
pub(crate) async fn withdraw_all(ctx: &Ctx, tx: &mut Tx, person: PersonId) -> Result<()> {
    let permit = Permit::of_the_system(Scope::Person(person), "whoever leaves takes their stories along");
    for story in stories::withdraw_all(tx, &permit, ctx.now).await? {
        let act = Act::by(Role::Oneself, "story.withdraw").on("story", story).about(person);
        ctx.audit(tx, act).await?;
    }
    Ok(())
}

/// Asks those whose stories hope for something that is to be looked at again, once for each day that was set. Whoever was
/// asked something else within a fortnight is asked when that is over.
pub(crate) async fn follow_up_due(ctx: &Ctx) -> Result<(), Unfinished> {
    let today = ctx.today();
    let mut tx = ctx.read().await?;
    let due: Vec<(StoryId, PersonId)> = stories::hoping(&mut tx, today.plus_days(-WAIT_DAYS), today).await?;
    drop(tx);
    for (story, teller) in due {
        ctx.retry(|| async {
            let mut tx = ctx.write().await?;
            let what = (Occasion::Story, story.0, Cycle::Realised);
            if asks_elsewhere(ctx, &mut tx, what, (today, MessageKind::Story), [teller]).await?.is_empty() {
                return Ok(());
            }
            let message = Message::StoryFollowUp { story };
            let (id, kind) = (ctx.id(DeliveryId::new), message.kind());
            let job = Job::Send { delivery: id, message };
            let key = format!("story-follow-up:{story}");
            if ctx.add_job(&mut tx, &job, ctx.now, Some(&key), None).await? {
                deliveries::add(&mut tx, id, kind, Some(teller), None, story.0, ctx.now).await?;
            }
            Ok(tx.commit().await?)
        })
        .await?;
    }
    Ok(())
}
