//! Inviting people, and answering an invitation on the site or from the e-mail.

use super::{
    PAGE, Wish, as_person, change, in_community,
    invitees::{Invitee, MOST_INVITEES, Meaning, read},
};
use crate::{
    Ctx, Error, Faults, Result, accounts,
    communities::{Found, visible},
    links::{self, Purpose},
    search::{self, Kind, Search},
};
use copia_domain::{
    fields::Fault,
    fold::fold,
    ids::{MembershipId, PersonId},
    memberships::{Attempt, Cause, Event, Refusal, State},
    notifications::INVITATION_LINK_HOURS,
    people::PersonStatus,
    policy::{
        self,
        acts::{Invite, Join, SeeMembershipDetails},
    },
    time::When,
};
use copia_store::{
    Tx,
    memberships::{self, Facts, Pending, Standing},
    people,
};

/// The people whom a community has invited and who have not answered.
#[derive(Debug, Clone)]
pub struct InvitationsView {
    /// The community.
    pub community: Found,
    /// What the viewer may do there.
    pub standing: policy::Standing,
    /// Who was invited, the oldest first; at most one page.
    pub invited: Vec<Pending>,
}

/// What became of a list of people to invite.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// How many were invited.
    pub invited: usize,
    /// How many had asked, and are members now.
    pub accepted: usize,
    /// The lines that did nothing, with what they mean.
    pub left_out: Vec<Invitee>,
}

/// What the link in an invitation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationLink {
    /// The membership that is offered.
    pub membership: MembershipId,
    /// When it was offered: a link is for one invitation, not for a later one.
    pub invited_at: When,
    /// The site's signature of the two.
    pub signature: String,
}

/// What the page of an invitation shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationView {
    /// The invitation with its names.
    pub invitation: Facts,
    /// Who invited.
    pub by: Option<String>,
    /// Whether it can still be answered.
    pub is_open: bool,
}

/// The invitations of a community that wait for an answer.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn invitations(ctx: &Ctx, slug: &str) -> Result<InvitationsView> {
    let mut tx = ctx.read().await?;
    let (community, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<Invite>()?;
    let permit = standing.permit::<SeeMembershipDetails>()?;
    let invited = memberships::invited(&mut tx, &permit, community.id, PAGE * 4, 0).await?;
    Ok(InvitationsView { community, standing, invited })
}

/// Somebody of the directory who can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they do, and where.
    pub about: String,
}

/// People of the directory to pick from: those picked before, then those whom some words find.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`], [`Error::Search`].
pub async fn directory(ctx: &Ctx, slug: &str, typed: &str, picked: &[PersonId]) -> Result<Vec<Pick>> {
    let mut tx = ctx.read().await?;
    let (_, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<Invite>()?;
    let mut wanted: Vec<PersonId> = picked.iter().copied().take(MOST_INVITEES).collect();
    if !typed.trim().is_empty() {
        let search = Search { text: typed, kinds: vec![Kind::Person], page: 1, ..Search::default() };
        let found = search::find(ctx, &search).await?.found;
        let ids = found.iter().filter_map(|one| PersonId::parse(one.path.rsplit('/').next()?));
        wanted.extend(ids.collect::<Vec<_>>());
    }
    let people = people::list(&mut tx, wanted).await?;
    let current = people.into_iter().filter(|person| person.status == PersonStatus::Current);
    Ok(current
        .map(|person| {
            let about = [person.job_title, person.department].into_iter().flatten().collect::<Vec<_>>().join(", ");
            Pick { person: person.id, name: person.name, about }
        })
        .collect())
}

/// What each line of a list means, before anybody is invited.
///
/// # Errors
/// [`Error::Invalid`] for an empty list, or one of more than 200 lines.
pub async fn preview_invitations(ctx: &Ctx, slug: &str, list: &str, people: &[PersonId]) -> Result<Vec<Invitee>> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<Invite>()?;
    understood(&mut tx, &found, list, people).await
}

async fn understood(tx: &mut Tx, found: &Found, list: &str, people: &[PersonId]) -> Result<Vec<Invitee>> {
    let mut invitees = read(list);
    let fault = match invitees.len() + people.len() {
        0 => Some(Fault::Missing),
        1..=MOST_INVITEES => None,
        _ => Some(Fault::TooLong),
    };
    if let Some(fault) = fault {
        return Err(Error::Invalid(Faults::one("list", fault)));
    }
    let addresses: Vec<String> = invitees.iter().filter_map(|invitee| invitee.email.clone()).collect();
    let known = memberships::standings(tx, found.id, &addresses, people).await?;
    for invitee in &mut invitees {
        let key = invitee.email.as_deref().map(fold);
        let same = known.iter().find(|person| key.is_some() && person.email_key == key);
        if let Some(person) = same.filter(|_| invitee.meaning == Meaning::NewGuest) {
            recognise(invitee, person);
        }
    }
    for person in people {
        let Some(known) = known.iter().find(|known| known.person_id == *person) else { continue };
        let mut invitee = Invitee {
            written: known.name.clone(),
            name: None,
            email: known.email.clone(),
            person: None,
            meaning: Meaning::Repeated,
        };
        if !invitees.iter().any(|other| other.person == Some(*person)) {
            recognise(&mut invitee, known);
        }
        invitees.push(invitee);
    }
    Ok(invitees)
}

fn recognise(invitee: &mut Invitee, known: &Standing) {
    invitee.person = Some(known.person_id);
    invitee.name = Some(known.name.clone());
    invitee.meaning = match known.state {
        _ if known.status != PersonStatus::Current => Meaning::HasLeft,
        Some(State::ActiveCore | State::ActiveWider) => Meaning::Member,
        Some(State::Invited) => Meaning::Invited,
        Some(State::Asked) => Meaning::HasAsked,
        Some(State::Declined | State::Left | State::Removed) | None if known.has_account => Meaning::Known,
        Some(State::Declined | State::Left | State::Removed) | None => Meaning::Guest,
    };
}

/// Invites everybody in a list. Addresses that nobody has become people without an account.
///
/// # Errors
/// As [`preview_invitations`]; [`Error::Refused`] where the community takes nobody at its stage.
pub async fn invite(ctx: &Ctx, slug: &str, list: &str, people: &[PersonId]) -> Result<Outcome> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let mut outcome = Outcome::default();
        for invitee in understood(&mut tx, &found, list, people).await? {
            let permit = standing.permit::<Invite>()?;
            if !invitee.meaning.is_invited() {
                outcome.left_out.push(invitee);
                continue;
            }
            let person = match (invitee.person, &invitee.email) {
                (Some(person), _) => person,
                (None, Some(email)) => accounts::newcomer(ctx, &mut tx, email, invitee.name.as_deref()).await?,
                (None, None) => return Err(Error::Internal("an invitee is nobody".to_owned())),
            };
            let attempt = Attempt::new(Event::Invite, Cause::Lead);
            let changed = change(ctx, &mut tx, permit, &Wish::lead(&found, &standing, person, attempt)).await?;
            if changed.state == State::Invited {
                outcome.invited += 1;
            } else {
                outcome.accepted += 1;
            }
        }
        tx.commit().await?;
        Ok(outcome)
    })
    .await
}

/// Takes an invitation back.
///
/// # Errors
/// [`Error::Refused`] when it has been answered.
pub async fn uninvite(ctx: &Ctx, slug: &str, membership: MembershipId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Invite>()?;
        let row = in_community(&mut tx, &found, membership).await?;
        if row.state != State::Invited {
            return Err(Refusal::AlreadyDecided.into());
        }
        let attempt = Attempt::new(Event::Uninvite, Cause::Lead);
        change(ctx, &mut tx, permit, &Wish::lead(&found, &standing, row.person_id, attempt)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// What somebody who has signed in sees of their invitation.
///
/// # Errors
/// [`Error::NotFound`] for somebody who was never invited.
pub async fn invitation(ctx: &Ctx, slug: &str) -> Result<InvitationView> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<Join>()?;
    let row = memberships::find(&mut tx, found.id, ctx.person()?).await?.ok_or(Error::NotFound)?;
    let invitation = memberships::facts(&mut tx, row.id).await?.ok_or(Error::NotFound)?;
    view(&mut tx, invitation, row.since).await
}

async fn view(tx: &mut Tx, invitation: Facts, invited_at: When) -> Result<InvitationView> {
    let history = memberships::history(tx, invitation.community_id, invitation.person_id).await?;
    let step = history.into_iter().find(|step| step.state == State::Invited && step.at == invited_at);
    let is_open = invitation.state == State::Invited && invitation.since == invited_at;
    Ok(InvitationView { by: step.and_then(|step| step.actor).filter(|by| !by.is_empty()), is_open, invitation })
}

const fn answer(accepts: bool) -> Event {
    if accepts { Event::Accept } else { Event::Decline }
}

/// Answers one's invitation on the site.
///
/// # Errors
/// [`Error::Refused`] when it was answered or taken back.
pub async fn answer_invitation(ctx: &Ctx, slug: &str, accepts: bool) -> Result<State> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Join>()?;
        let changed = change(ctx, &mut tx, permit, &Wish::own(&found, ctx.person()?, answer(accepts))).await?;
        tx.commit().await?;
        Ok(changed.state)
    })
    .await
}

impl InvitationLink {
    /// The link for one invitation.
    pub(super) fn new(ctx: &Ctx, membership: MembershipId, invited_at: When) -> Self {
        let signature = links::sign(&ctx.app, Purpose::Invitation, &about(membership, invited_at));
        Self { membership, invited_at, signature }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        format!("/invitations/{}/{}/{}", self.membership, self.invited_at.micros(), self.signature)
    }

    fn check(&self, ctx: &Ctx) -> Result<()> {
        let about = about(self.membership, self.invited_at);
        let signed = links::is_signed(&ctx.app, Purpose::Invitation, &about, &self.signature);
        let good_until = self.invited_at.plus_hours(INVITATION_LINK_HOURS);
        if signed && ctx.now < good_until { Ok(()) } else { Err(Error::LinkEnded) }
    }
}

fn about(membership: MembershipId, invited_at: When) -> String {
    format!("{membership}|{}", invited_at.micros())
}

/// What the page of the link shows, without answering anything or signing anybody in.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged or old link.
pub async fn look_at_invitation(ctx: &Ctx, link: &InvitationLink) -> Result<InvitationView> {
    link.check(ctx)?;
    let mut tx = ctx.read().await?;
    let invitation = memberships::facts(&mut tx, link.membership).await?.ok_or(Error::LinkEnded)?;
    view(&mut tx, invitation, link.invited_at).await
}

/// Answers as the person to whom the link was sent, with or without an account.
///
/// # Errors
/// As [`look_at_invitation`]; [`Error::Refused`] when it was answered or taken back.
pub async fn answer_by_link(ctx: &Ctx, link: &InvitationLink, accepts: bool) -> Result<State> {
    link.check(ctx)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let facts = memberships::facts(&mut tx, link.membership).await?.ok_or(Error::LinkEnded)?;
        if facts.status != PersonStatus::Current {
            return Err(Error::LinkEnded);
        }
        if facts.state != State::Invited || facts.since != link.invited_at {
            return Err(Refusal::AlreadyDecided.into());
        }
        let ctx = as_person(ctx, &mut tx, facts.person_id).await?;
        let (found, standing) = visible(&ctx, &mut tx, facts.slug.as_str()).await?;
        let permit = standing.permit::<Join>()?;
        let changed = change(&ctx, &mut tx, permit, &Wish::own(&found, facts.person_id, answer(accepts))).await?;
        tx.commit().await?;
        Ok(changed.state)
    })
    .await
}
