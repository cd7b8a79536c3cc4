//! Proposing a community, and the programme's answer: is there one already, and is a community the right form?

use super::{
    Listed, Proposal,
    settings::{name, summary, words},
    setup::{areas_in_use, chosen_area},
    visible,
};
use crate::{Ctx, Error, Faults, Result, ctx::Act, notifications::Message};
use copia_domain::{
    communities::{
        Stage, TriageAnswer, Visibility,
        likeness::{ALIKE, likeness},
    },
    fields::{self, Fault},
    fold::fold,
    ids::{CommunityId, StageChangeId},
    memberships::{CoreRule, JoinRule},
    people::MatchKind,
    policy::{
        Role,
        acts::{ChangeStage, ProposeCommunity, SetUpCommunity},
    },
    published::PublishedDate,
    slug::Slug,
};
use copia_store::{
    communities::{self, FirstStage, NewCommunity, StageStep},
    service_areas::ServiceArea,
};

/// A proposal as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProposalInput<'a> {
    /// The community's name.
    pub name: &'a str,
    /// What it would be for.
    pub summary: &'a str,
    /// The address of the area it would belong to; empty if they do not know.
    pub area: &'a str,
    /// Its topics, separated by commas.
    pub topics: &'a str,
    /// Why it is needed, and who would come.
    pub why: &'a str,
}

/// A community that a proposal may double.
#[derive(Debug, Clone)]
pub struct Alike {
    /// The community.
    pub community: Listed,
    /// How alike the names are, in per cent.
    pub share: usize,
    /// Topics that both have, folded.
    pub topics: Vec<String>,
}

/// A proposal with what the manager needs to decide it.
#[derive(Debug, Clone)]
pub struct ProposalPage {
    /// The proposal.
    pub proposal: Proposal,
    /// Its topics.
    pub topics: Vec<String>,
    /// Communities that are like it, the likest first.
    pub alike: Vec<Alike>,
}

/// All proposals.
#[derive(Debug, Clone)]
pub struct ProposalsPage {
    /// Those that wait, the newest first.
    pub waiting: Vec<Proposal>,
    /// Those that were decided, the newest first.
    pub decided: Vec<Proposal>,
}

/// The areas to choose from.
///
/// # Errors
/// [`Error::Denied`] to visitors.
pub async fn propose_form(ctx: &Ctx) -> Result<Vec<ServiceArea>> {
    let _ = ctx.viewer.on_site().permit::<ProposeCommunity>()?;
    let mut tx = ctx.read().await?;
    areas_in_use(&mut tx).await
}

/// Proposes a community; gives its address, under which only the proposer and the programme find it.
///
/// # Errors
/// [`Error::Invalid`], [`Error::Denied`].
pub async fn propose(ctx: &Ctx, input: &ProposalInput<'_>) -> Result<Slug> {
    let standing = ctx.viewer.on_site();
    let _ = standing.permit::<ProposeCommunity>()?;
    let mut faults = Faults::new();
    let name = faults.take("name", name(input.name));
    let summary = faults.take("summary", summary(input.summary));
    let topics = faults.take("topics", words(MatchKind::Topic, input.topics));
    let why = faults.take("why", fields::paragraphs(input.why, 2_000));
    faults.check()?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let permit = standing.permit::<ProposeCommunity>()?;
        let area = chosen_area(&mut tx, input.area).await?;
        let community = NewCommunity {
            id: ctx.id(CommunityId::new),
            slug: communities::free_slug(&mut tx, &name).await?,
            name: name.clone(),
            summary: summary.clone(),
            join_rule: JoinRule::Ask,
            core_rule: CoreRule::Lead,
            visibility: Visibility::Public,
            sensitive: false,
            proposed_by: ctx.viewer.id(),
            area: area.map(|area| (area, ctx.today())),
            first: FirstStage {
                id: ctx.id(StageChangeId::new),
                stage: Stage::Proposed,
                held: PublishedDate::Day(ctx.today().0),
                actor: ctx.viewer.id(),
                // Why it is wanted is for the programme alone; the history is read by everybody.
                reason: String::new(),
            },
        };
        communities::propose(&mut tx, permit, &community, &why, ctx.now).await?;
        communities::set_fits(&mut tx, community.id, &topics).await?;
        let act = Act::by(Role::Staff, "community.propose").on("community", community.id).within(community.id);
        ctx.audit(&mut tx, act.after(&name)).await?;
        tx.commit().await?;
        Ok(community.slug)
    })
    .await
}

/// All proposals.
///
/// # Errors
/// [`Error::Denied`] to all but the manager.
pub async fn proposals(ctx: &Ctx) -> Result<ProposalsPage> {
    let permit = ctx.viewer.on_site().permit::<SetUpCommunity>()?;
    let mut tx = ctx.read().await?;
    let all = communities::proposals(&mut tx, &permit).await?;
    let (waiting, decided) = all.into_iter().partition(|one| one.decided_at.is_none());
    Ok(ProposalsPage { waiting, decided })
}

/// A proposal with the communities that are like it.
///
/// # Errors
/// [`Error::NotFound`], and [`Error::Denied`] to all but the manager.
pub async fn proposal(ctx: &Ctx, slug: &str) -> Result<ProposalPage> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<SetUpCommunity>()?;
    let proposal = communities::proposal(&mut tx, found.id).await?.ok_or(Error::NotFound)?;
    let fits = communities::fits(&mut tx, found.id).await?;
    let topics: Vec<String> =
        fits.into_iter().filter(|fit| fit.kind == MatchKind::Topic).map(|fit| fit.label).collect();
    let others = communities::listed(&mut tx, &ctx.viewer, ctx.today()).await?;
    let all_topics = communities::all_topics(&mut tx).await?;
    let keys: Vec<String> = topics.iter().map(|topic| fold(topic)).collect();
    let mut alike: Vec<Alike> = others
        .into_iter()
        .filter(|other| other.id != found.id)
        .map(|community| {
            let share = likeness(&found.name, &community.name);
            let of_it = all_topics.iter().filter(|(id, key)| *id == community.id && keys.contains(key));
            let topics = of_it.map(|(_, key)| key.clone()).collect();
            Alike { community, share, topics }
        })
        .filter(|one: &Alike| one.share >= ALIKE || !one.topics.is_empty())
        .collect();
    alike.sort_by_key(|one| std::cmp::Reverse((one.topics.len() * 20 + one.share, one.share)));
    Ok(ProposalPage { proposal, topics, alike })
}

/// Decides a proposal: as a community it begins to form, with any other answer it is closed with the note, which the
/// proposer reads on its page, and which stays between the two.
///
/// # Errors
/// [`Error::AlreadyDone`] when it was decided; [`Error::Invalid`], [`Error::Denied`].
pub async fn decide_proposal(ctx: &Ctx, slug: &str, answer: &str, note: &str) -> Result<Stage> {
    let mut faults = Faults::new();
    let answer = TriageAnswer::from_word(answer);
    if answer.is_none() {
        faults.add("answer", Fault::NotChoice);
    }
    let note = faults.take("note", fields::paragraphs(note, 2_000));
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<SetUpCommunity>()?;
        faults.clone().check()?;
        let answer = answer.ok_or(Error::NotFound)?;
        if found.stage != Stage::Proposed {
            return Err(Error::AlreadyDone);
        }
        communities::decide_proposal(&mut tx, permit, found.id, answer, &note, ctx.now).await?;
        let to = if answer == TriageAnswer::Community { Stage::Forming } else { Stage::Closed };
        let step = StageStep {
            id: ctx.id(StageChangeId::new),
            community: found.id,
            from: Stage::Proposed,
            to,
            held: PublishedDate::Day(ctx.today().0),
            reason: note.clone(),
            merged_into: None,
        };
        communities::set_stage(&mut tx, standing.permit::<ChangeStage>()?, &step, ctx.now).await?;
        copia_store::counters::recount(&mut tx, ctx.now).await?;
        if let Some(proposer) = found.proposed_by_id {
            let message = Message::ProposalDecided { community: found.id };
            ctx.notify(&mut tx, Some(proposer), Some(found.id), message).await?;
        }
        let act = Act::by(Role::ProgrammeManager, "proposal.decide").on("community", found.id).within(found.id);
        ctx.audit(&mut tx, act.after(&answer)).await?;
        tx.commit().await?;
        Ok(to)
    })
    .await
}
