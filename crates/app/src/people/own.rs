//! One's own page: where one belongs, what became of requests, what one leads, what was sent.

use super::profile::own_id;
use crate::{Ctx, Error, Result};
use copia_domain::{memberships::State, role_terms::TermRole};
use copia_store::people::{
    self, Person,
    own::{self, Membership, OwnMessage, Term, Watched},
};

/// Messages shown on one's own page.
const MESSAGES: i64 = 20;

/// All that a person sees of themselves on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Oneself.
    pub person: Person,
    /// Everything one is or was to communities, by their names.
    pub memberships: Vec<Membership>,
    /// The roles that one holds or will hold.
    pub terms: Vec<Term>,
    /// The communities whose opening one waits for.
    pub watched: Vec<Watched>,
    /// The last messages, and what became of them.
    pub messages: Vec<OwnMessage>,
}

impl Own {
    /// Where one belongs.
    pub fn active(&self) -> impl Iterator<Item = &Membership> {
        self.memberships.iter().filter(|membership| membership.state.is_active())
    }

    /// Requests and invitations that wait for an answer.
    pub fn waiting(&self) -> impl Iterator<Item = &Membership> {
        self.memberships.iter().filter(|membership| matches!(membership.state, State::Asked | State::Invited))
    }

    /// What ended: declined, left, removed.
    pub fn ended(&self) -> impl Iterator<Item = &Membership> {
        self.memberships
            .iter()
            .filter(|membership| matches!(membership.state, State::Declined | State::Left | State::Removed))
    }

    /// Whether one leads, speaks for or runs anything.
    pub fn has_role(&self, role: TermRole) -> bool {
        self.terms.iter().any(|term| term.role == role)
    }
}

/// One's own page.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn own(ctx: &Ctx) -> Result<Own> {
    let me = own_id(ctx)?;
    let mut tx = ctx.read().await?;
    Ok(Own {
        person: people::find(&mut tx, me).await?.ok_or(Error::NotFound)?,
        memberships: own::memberships(&mut tx, me).await?,
        terms: own::terms(&mut tx, me, ctx.today()).await?,
        watched: own::watched(&mut tx, me).await?,
        messages: own::messages(&mut tx, me, MESSAGES).await?,
    })
}
