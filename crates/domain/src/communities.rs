//! Communities: their stages, who sees them, and their charters.

pub mod likeness;

use crate::{
    memberships::Intake,
    policy::{Role, Roles, Viewer},
};

crate::choices! {
    /// The stage of a community's life (after the stages in domain research 3.1). People set it, with a reason;
    /// it is never computed. A community is never deleted: closing and merging are stages.
    Stage {
        /// Somebody has proposed it; the programme has not decided.
        Proposed = "proposed",
        /// Agreed: leads and a core group come together, and others can ask to be told when it opens.
        Forming = "forming",
        /// Launched and open to members.
        Active = "active",
        /// At rest for a time: members stay, nobody joins.
        Paused = "paused",
        /// At its end, or a proposal that was not taken up.
        Closed = "closed",
        /// Carried on within another community.
        Merged = "merged",
    }
}

crate::choices! {
    /// Who finds a community and reads its page.
    Visibility {
        /// Everyone, signed in or not.
        Public = "public",
        /// Everyone who has signed in.
        Staff = "staff",
        /// Its members, leads and sponsors, and the programme manager.
        Members = "members",
    }
}

/// A change of stage that is not in the course of a community's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a community that is {from} cannot become {to}")]
pub struct NoSuchStep {
    /// The present stage.
    pub from: Stage,
    /// The stage that was asked for.
    pub to: Stage,
}

impl Stage {
    /// The stages that can follow, in the order in which they are offered.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Proposed => &[Self::Forming, Self::Closed],
            Self::Forming => &[Self::Active, Self::Paused, Self::Closed, Self::Merged],
            Self::Active => &[Self::Paused, Self::Closed, Self::Merged],
            Self::Paused => &[Self::Active, Self::Closed, Self::Merged],
            Self::Closed => &[Self::Forming, Self::Active],
            Self::Merged => &[],
        }
    }

    /// The stage after a step.
    ///
    /// # Errors
    /// [`NoSuchStep`] where the new stage cannot follow the present one.
    pub fn step(self, to: Self) -> Result<Self, NoSuchStep> {
        if self.next().contains(&to) { Ok(to) } else { Err(NoSuchStep { from: self, to }) }
    }

    /// Whom a community takes at this stage.
    pub const fn intake(self) -> Intake {
        match self {
            Self::Active => Intake::Everyone,
            Self::Forming => Intake::Invited,
            Self::Proposed | Self::Paused | Self::Closed | Self::Merged => Intake::Nobody,
        }
    }

    /// Whether the community is history: findable, and no longer alive.
    pub const fn is_history(self) -> bool {
        matches!(self, Self::Closed | Self::Merged)
    }
}

/// Whether a viewer may know that a community exists. The store's queries say the same in SQL; a test holds
/// the two against each other. `involved` says that the viewer is invited, proposed the community, or holds a
/// term in it that gives no role in the table of permissions.
pub const fn is_visible(stage: Stage, visibility: Visibility, viewer: &Viewer, held: Roles, involved: bool) -> bool {
    let insider = held.meets(Roles::of(&[Role::Member, Role::Core, Role::Lead, Role::Sponsor]));
    if insider || involved || viewer.is(Role::ProgrammeManager) {
        return true;
    }
    match (stage, visibility) {
        // A proposal is between whoever proposed it and the programme until it is agreed.
        (Stage::Proposed, _) | (_, Visibility::Members) => false,
        (_, Visibility::Staff) => viewer.is_staff(),
        (_, Visibility::Public) => true,
    }
}

crate::choices! {
    /// The parts of a charter, in the order in which they are read.
    CharterPart {
        /// Why the community exists.
        Purpose = "purpose",
        /// What it deals with, and what it does not.
        Scope = "scope",
        /// Who it is for.
        Audience = "audience",
        /// How it works.
        WaysOfWorking = "ways_of_working",
        /// How often it meets.
        Cadence = "cadence",
        /// What success looks like.
        Success = "success",
    }
}

crate::choices! {
    /// The answers to "is a community the right form?" at triage.
    TriageAnswer {
        /// People with a shared practice who want to learn from each other: a community.
        Community = "community",
        /// A task with an end: a working group.
        WorkingGroup = "working_group",
        /// People who share an identity or interest rather than a practice: a staff network.
        StaffNetwork = "staff_network",
        /// There is one already.
        Exists = "exists",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_community_stays_merged() {
        assert!(Stage::ALL.iter().all(|to| Stage::Merged.step(*to).is_err()));
        assert_eq!(Stage::Proposed.step(Stage::Active), Err(NoSuchStep { from: Stage::Proposed, to: Stage::Active }));
    }

    #[test]
    fn no_stage_follows_itself_and_only_an_active_one_takes_everyone() {
        for stage in Stage::ALL {
            assert!(!stage.next().contains(stage));
            assert_eq!(stage.intake() == Intake::Everyone, *stage == Stage::Active);
        }
    }

    #[test]
    fn a_proposal_and_a_private_community_are_hidden_from_others() {
        let visitor = Viewer::visitor();
        let none = Roles::default();
        assert!(is_visible(Stage::Active, Visibility::Public, &visitor, none, false));
        assert!(!is_visible(Stage::Active, Visibility::Staff, &visitor, none, false));
        assert!(!is_visible(Stage::Proposed, Visibility::Public, &visitor, none, false));
        let staff = Viewer::person(uuid::Uuid::from_u128(1).into(), none);
        assert!(is_visible(Stage::Active, Visibility::Staff, &staff, none, false));
        assert!(!is_visible(Stage::Active, Visibility::Members, &staff, none, false));
        assert!(is_visible(Stage::Active, Visibility::Members, &staff, Roles::of(&[Role::Sponsor]), false));
        assert!(is_visible(Stage::Proposed, Visibility::Members, &staff, none, true));
    }
}
