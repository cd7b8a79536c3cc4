//! The front page of somebody who has signed in: what needs them, what is new, where they might belong.

use crate::{
    Ctx, Result,
    events::{Item, coming_of},
    people::{Letter, Membership, Step},
    programme::waits_for_manager,
    suggestions::{Suggestions, suggest_in},
    surveys::{self, AnyWave},
};
use copia_domain::{
    memberships::State,
    role_terms::{Notice, TermRole},
};
use copia_store::people::own::{self, Term};

/// Days that count as new.
const NEW_DAYS: i64 = 30;
/// Letters and steps shown.
const NEWS: i64 = 5;
/// Events shown.
const EVENTS: i64 = 4;
/// Communities suggested.
const SUGGESTED: usize = 6;

/// Something that waits for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// An invitation to be answered.
    Invitation(Membership),
    /// Requests to join a community that the reader leads, and how many.
    Requests(Term, i64),
    /// Proposals that the reader, who manages the programme, has to answer, and how many.
    Proposals(i64),
    /// Requests that have waited too long for a lead, and how many: for whoever manages the programme.
    LateRequests(i64),
    /// A survey that the reader is asked to answer.
    Survey(AnyWave),
    /// A term of the reader's that ends soon.
    TermEnds(Term, Notice),
}

/// The front page.
#[derive(Debug, Clone)]
pub struct Home {
    /// What waits for the reader.
    pub needs: Vec<Need>,
    /// What is on next in the reader's communities; everywhere, for somebody who belongs to none.
    pub events: Vec<Item>,
    /// Where the reader belongs, and what they have asked to join.
    pub memberships: Vec<Membership>,
    /// Roles that the reader holds in communities without belonging to them, as sponsors do.
    pub roles: Vec<Term>,
    /// What leads wrote lately.
    pub letters: Vec<Letter>,
    /// Steps that the reader's communities took lately.
    pub steps: Vec<Step>,
    /// Where the reader might belong.
    pub suggestions: Suggestions,
}

/// The front page of the person who asks.
///
/// # Errors
/// [`crate::Error::NotFound`] for a visitor, who has another page.
pub async fn home(ctx: &Ctx) -> Result<Home> {
    let me = ctx.person()?;
    let mut tx = ctx.read().await?;
    let today = ctx.today();
    let all = own::memberships(&mut tx, me).await?;
    let terms = own::terms(&mut tx, me, today).await?;
    let since = ctx.now.plus_days(-NEW_DAYS);
    let belongs = all.iter().any(|membership| membership.state.is_active());
    let (letters, steps) = if belongs {
        (own::letters(&mut tx, me, since, NEWS).await?, own::steps(&mut tx, me, since, NEWS).await?)
    } else {
        (Vec::new(), Vec::new())
    };
    let active = all.iter().filter(|membership| membership.state.is_active());
    let mine: Vec<_> = active.map(|membership| membership.community_id).collect();
    let events = coming_of(ctx, &mut tx, belongs.then_some(mine), EVENTS).await?;
    let suggestions = suggest_in(ctx, &mut tx, SUGGESTED).await?;
    let waits = waits_for_manager(ctx, &mut tx).await?;
    let surveys = surveys::waiting(ctx, &mut tx).await?;
    drop(tx);
    let mut needs = Vec::new();
    if let Some(waits) = waits {
        needs.extend((waits.requests > 0).then_some(Need::LateRequests(waits.requests)));
        needs.extend((waits.proposals > 0).then_some(Need::Proposals(waits.proposals)));
    }
    let mut memberships = Vec::new();
    for membership in all {
        match membership.state {
            State::Invited => needs.push(Need::Invitation(membership)),
            State::Asked | State::ActiveCore | State::ActiveWider => memberships.push(membership),
            State::Declined | State::Left | State::Removed => {}
        }
    }
    let mut roles = Vec::new();
    for term in terms {
        let held = copia_domain::role_terms::Term { starts: term.starts, ends: term.ends };
        if !held.is_held_on(today) {
            continue;
        }
        let asked = term.asked.unwrap_or_default();
        if term.role == TermRole::Lead && asked > 0 {
            needs.push(Need::Requests(term.clone(), asked));
        }
        if let Some(notice) = held.notice(today) {
            needs.push(Need::TermEnds(term.clone(), notice));
        }
        if term.slug.is_some() && !memberships.iter().any(|one| Some(&one.slug) == term.slug.as_ref()) {
            roles.push(term);
        }
    }
    needs.extend(surveys.into_iter().map(Need::Survey));
    Ok(Home { needs, events, memberships, roles, letters, steps, suggestions })
}
