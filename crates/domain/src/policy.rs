//! Who may do what: one table, from which every permission is granted and the golden matrix is printed.
//!
//! A change in the store needs a [`Permit`] for its action, which only [`Standing::permit`] makes. Whether a
//! record can be seen at all is decided before, by the query that looks it up for a [`Viewer`].

use crate::ids::{CommunityId, EventId, PersonId};
use std::marker::PhantomData;

crate::choices! {
    /// What somebody is, on the site or to the record at hand.
    Role {
        /// Anyone, signed in or not.
        Public = "public",
        /// Somebody with an account.
        Staff = "staff",
        /// The person whom the record is about.
        Oneself = "oneself",
        /// A wider or core member of the community at hand.
        Member = "member",
        /// A core member of the community at hand.
        Core = "core",
        /// Somebody with a current term as lead of the community at hand.
        Lead = "lead",
        /// Somebody with a current term as sponsor of the community at hand, who need not be a member.
        Sponsor = "sponsor",
        /// Runs the event at hand, alone or with others.
        Host = "host",
        /// Looks after the questions of the event at hand.
        Moderator = "moderator",
        /// Speaks at the event at hand.
        Speaker = "speaker",
        /// Runs the programme.
        ProgrammeManager = "programme_manager",
        /// Answers for what the public site says.
        Editor = "editor",
        /// Reads what was done by whom, and changes nothing.
        Auditor = "auditor",
        /// Keeps the installation running; sees no more of people than any member of staff.
        Administrator = "administrator",
    }
}

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u16);

impl Roles {
    /// The set of these roles.
    pub const fn of(roles: &[Role]) -> Self {
        let mut bits = 0;
        let mut rest = roles;
        while let [first, others @ ..] = rest {
            bits |= 1 << *first as u16;
            rest = others;
        }
        Self(bits)
    }

    /// This set with one role more.
    #[must_use]
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | 1 << role as u16)
    }

    /// Everything in either set.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the role is in the set.
    pub const fn has(self, role: Role) -> bool {
        self.0 & 1 << role as u16 != 0
    }

    /// Whether the sets share a role.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Who is looking: nobody in particular, or a signed-in person with the roles they hold on the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Viewer {
    person: Option<PersonId>,
    site: Roles,
}

impl Viewer {
    /// Somebody who has not signed in.
    pub const fn visitor() -> Self {
        Self { person: None, site: Roles::of(&[Role::Public]) }
    }

    /// A signed-in person; `site` holds their current terms that are for the whole site.
    pub const fn person(person: PersonId, site: Roles) -> Self {
        Self { person: Some(person), site: site.with(Role::Public).with(Role::Staff) }
    }

    /// Who it is, if they have signed in.
    pub const fn id(&self) -> Option<PersonId> {
        self.person
    }

    /// Whether the viewer has signed in.
    pub const fn is_staff(&self) -> bool {
        self.person.is_some()
    }

    /// Whether the viewer holds this role on the whole site.
    pub const fn is(&self, role: Role) -> bool {
        self.site.has(role)
    }

    /// What the viewer is for records that belong to no community.
    pub const fn on_site(&self) -> Standing {
        Standing { viewer: *self, roles: self.site, scope: Scope::Site }
    }

    /// What the viewer is in a community, given the roles they hold in it.
    pub const fn in_community(&self, community: CommunityId, held: Roles) -> Standing {
        Standing { viewer: *self, roles: self.site.and(held), scope: Scope::Community(community) }
    }

    /// What the viewer is at an event, given the roles they hold at it and in the communities that hold it.
    pub const fn at_event(&self, event: EventId, held: Roles) -> Standing {
        Standing { viewer: *self, roles: self.site.and(held), scope: Scope::Event(event) }
    }

    /// What the viewer is to a person.
    pub fn towards(&self, person: PersonId) -> Standing {
        let own = self.person == Some(person);
        let roles = if own { self.site.with(Role::Oneself) } else { self.site };
        Standing { viewer: *self, roles, scope: Scope::Person(person) }
    }
}

/// What a permission is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The installation as a whole.
    Site,
    /// One community.
    Community(CommunityId),
    /// One event.
    Event(EventId),
    /// One person's own record.
    Person(PersonId),
}

/// Somebody's roles towards one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    viewer: Viewer,
    roles: Roles,
    scope: Scope,
}

impl Standing {
    /// Whether the action is allowed; for showing or leaving out a button.
    pub const fn may(&self, action: Action) -> bool {
        self.roles.meets(action.allowed())
    }

    /// Whether a role is held here.
    pub const fn is(&self, role: Role) -> bool {
        self.roles.has(role)
    }

    /// The permission to act, which the store asks for by value.
    ///
    /// # Errors
    /// [`Denied`] when no role held here is among those that the table allows.
    pub fn permit<A: Act>(&self) -> Result<Permit<A>, Denied> {
        if self.may(A::ACTION) {
            Ok(Permit { actor: self.viewer.person, scope: self.scope, act: PhantomData })
        } else {
            Err(Denied { action: A::ACTION, signed_in: self.viewer.is_staff() })
        }
    }
}

/// A permission that was not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{action} is not allowed here")]
pub struct Denied {
    /// What was refused.
    pub action: Action,
    /// Whether somebody had signed in; if not, signing in may help.
    pub signed_in: bool,
}

/// A permission that was given, for one action on one scope. It can be used once.
#[derive(Debug, PartialEq, Eq)]
#[must_use]
pub struct Permit<A: Act> {
    actor: Option<PersonId>,
    scope: Scope,
    act: PhantomData<A>,
}

impl<A: Act> Permit<A> {
    /// A permission for what the system does by itself under a rule: imports by the operator at the command
    /// line, reminders, retention. The reason is for the reader of the code.
    pub fn of_the_system(scope: Scope, _reason: &'static str) -> Self {
        Self { actor: None, scope, act: PhantomData }
    }

    /// Who acts; `None` for the system.
    pub const fn actor(&self) -> Option<PersonId> {
        self.actor
    }

    /// What the permission is about.
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// The community that the permission is about, if it is about one.
    pub const fn community(&self) -> Option<CommunityId> {
        match self.scope {
            Scope::Community(community) => Some(community),
            Scope::Site | Scope::Event(_) | Scope::Person(_) => None,
        }
    }

    /// The event that the permission is about, if it is about one.
    pub const fn event(&self) -> Option<EventId> {
        match self.scope {
            Scope::Event(event) => Some(event),
            Scope::Site | Scope::Community(_) | Scope::Person(_) => None,
        }
    }
}

/// A type that stands for one action, so that a permit for one cannot be used for another.
pub trait Act {
    /// The action in the table.
    const ACTION: Action;
}

macro_rules! actions {
    ($($(#[$meta:meta])* $name:ident = $word:literal: [$($role:ident),+ $(,)?];)+) => {
        crate::choices! {
            /// Everything that needs a permission.
            Action { $($(#[$meta])* $name = $word),+ }
        }

        impl Action {
            /// The roles that are allowed the action. Having any of them is enough.
            pub const fn allowed(self) -> Roles {
                match self { $(Self::$name => Roles::of(&[$(Role::$role),+])),+ }
            }
        }

        /// The types that stand for the actions.
        pub mod acts {
            $(
                $(#[$meta])*
                #[derive(Debug, PartialEq, Eq)]
                pub struct $name;
                impl super::Act for $name {
                    const ACTION: super::Action = super::Action::$name;
                }
            )+
        }
    };
}

actions! {
    /// Searching for people and reading their profiles.
    SeePeople = "see_people": [Staff];
    /// Changing what others see of one, one's preferences and one's address.
    EditProfile = "edit_profile": [Oneself];
    /// Reading and ending one's own sessions.
    ManageSessions = "manage_sessions": [Oneself];
    /// Taking a copy of all that is held about one.
    TakeCopy = "take_copy": [Oneself];
    /// Leaving the site for good.
    LeaveSite = "leave_site": [Oneself];
    /// Joining a community, or asking to.
    Join = "join": [Staff];
    /// Asking to be told when a forming community opens.
    Watch = "watch": [Staff];
    /// Leaving a community, or changing between wider and core.
    ChangeOwnMembership = "change_own_membership": [Member];
    /// Proposing a new community.
    ProposeCommunity = "propose_community": [Staff];
    /// Seeing who belongs to a community that is not sensitive.
    SeeMembers = "see_members": [Staff];
    /// Seeing who belongs to a community whatever its setting, with dates and requests.
    SeeMembershipDetails = "see_membership_details": [Lead, ProgrammeManager];
    /// Accepting or declining a request.
    DecideRequest = "decide_request": [Lead, ProgrammeManager];
    /// Inviting people.
    Invite = "invite": [Lead, ProgrammeManager];
    /// Ending somebody's membership, or changing its level.
    ChangeMembership = "change_membership": [Lead, ProgrammeManager];
    /// Writing to the members.
    WriteToMembers = "write_to_members": [Lead, ProgrammeManager];
    /// Taking the list of members away as a file.
    ExportMembers = "export_members": [Lead, ProgrammeManager];
    /// Editing a community's page, links and matching words.
    EditCommunity = "edit_community": [Lead, ProgrammeManager];
    /// Editing a community's charter.
    EditCharter = "edit_charter": [Lead, ProgrammeManager];
    /// Reading the one-page brief for a sponsor.
    ReadBrief = "read_brief": [Lead, Sponsor, ProgrammeManager];
    /// Planning an event of a community.
    PlanEvent = "plan_event": [Core, Lead, ProgrammeManager];
    /// Changing, publishing and calling off an event, and saying who runs it.
    RunEvent = "run_event": [Host, Lead, ProgrammeManager];
    /// Writing and publishing the record of an event, and taking it down.
    KeepRecord = "keep_record": [Host, Lead, ProgrammeManager];
    /// Taking a place at an event, and giving it back.
    Attend = "attend": [Staff];
    /// Seeing who comes to an event, letting people in, and taking them off the list.
    ManageRegistrations = "manage_registrations": [Host, Lead, ProgrammeManager];
    /// Reading what people need in order to take part.
    ReadAccessNeeds = "read_access_needs": [Host];
    /// Recording with the code of an event that one is there.
    CheckIn = "check_in": [Staff];
    /// Recording who was at an event, and seeing it name by name.
    RecordAttendance = "record_attendance": [Host, Lead];
    /// Seeing how many came to events, never who.
    SeeTurnout = "see_turnout": [Host, Lead, ProgrammeManager];
    /// Writing to those who come to an event.
    WriteToRegistered = "write_to_registered": [Host, Lead, ProgrammeManager];
    /// Reading what people said after an event.
    ReadPulse = "read_pulse": [Host, Lead, ProgrammeManager];
    /// Asking in the room of an event, voting and answering polls. Whoever finds the event may; nobody needs an account
    /// where it is public.
    TakePartInRoom = "take_part_in_room": [Public];
    /// Showing, hiding, merging and declining questions, and opening polls.
    ModerateRoom = "moderate_room": [Host, Moderator, Lead, ProgrammeManager];
    /// Answering a question in writing.
    AnswerQuestion = "answer_question": [Host, Moderator, Speaker, Lead, ProgrammeManager];
    /// Reading what a community hopes for and measures.
    ReadValue = "read_value": [Staff];
    /// Writing down what a community hopes for, and keeping its indicators and measurements.
    FrameValue = "frame_value": [Lead, ProgrammeManager];
    /// Telling a story of what difference a community made.
    TellStory = "tell_story": [Staff];
    /// Writing such a story for somebody else, who has to agree.
    WriteStoryFor = "write_story_for": [Core, Lead, ProgrammeManager];
    /// Keeping one's own stories and one's own account of what taking part is worth, and giving one's word on a story.
    KeepOwnStories = "keep_own_stories": [Oneself];
    /// Answering what one was asked about something that happened, and reading and deleting that. Nobody else can.
    AnswerPrompt = "answer_prompt": [Oneself];
    /// Giving a shared story back to its teller.
    ReturnStory = "return_story": [Lead, ProgrammeManager, Editor];
    /// Creating and changing service areas.
    ManageServiceAreas = "manage_service_areas": [ProgrammeManager];
    /// Creating a community without a proposal, and working through proposals.
    SetUpCommunity = "set_up_community": [ProgrammeManager];
    /// Changing a community's stage, merging it, and changing its rules of joining and being seen.
    ChangeStage = "change_stage": [ProgrammeManager];
    /// Appointing leads, sponsors and facilitators for a term.
    Appoint = "appoint": [ProgrammeManager];
    /// Seeing terms that end and communities without a lead.
    SeeTerms = "see_terms": [ProgrammeManager, Auditor];
    /// Changing the organisation's name, logo, colours and contacts.
    EditOrganisation = "edit_organisation": [ProgrammeManager, Administrator];
    /// Changing the organisation's words.
    EditVocabulary = "edit_vocabulary": [ProgrammeManager];
    /// Writing claims for the public pages, naming what they rest on, and correcting them.
    WriteClaim = "write_claim": [ProgrammeManager, Editor];
    /// Writing down what somebody said and asking them whether it may be quoted; taking copies for print and press.
    AskForQuote = "ask_for_quote": [ProgrammeManager, Editor];
    /// Saying where one may be quoted, and taking it back.
    DecideOnQuote = "decide_on_quote": [Oneself];
    /// Publishing the page of impact as it stands under an address that stays.
    PublishImpact = "publish_impact": [ProgrammeManager, Editor];
    /// Approving or withdrawing a claim on the public site.
    ApproveClaim = "approve_claim": [ProgrammeManager, Editor];
    /// Keeping the bank of statements, and building surveys.
    BuildSurvey = "build_survey": [ProgrammeManager, Editor];
    /// Asking a survey in a wave: trying it out, opening, extending and calling it off, and saying what followed from it.
    RunWave = "run_wave": [ProgrammeManager];
    /// Reading what people wrote to the questions of a wave that is closed, taking out what would tell who somebody is,
    /// noting its themes, and showing them to others.
    ReadComments = "read_comments": [ProgrammeManager];
    /// Answering the survey of a wave, as one of those who are asked.
    AnswerSurvey = "answer_survey": [Staff];
    /// Reading how many answered a wave that is closed, and what followed from it.
    ReadSurveys = "read_surveys": [Staff];
    /// Editing what the public pages say about the programme.
    EditPublicPages = "edit_public_pages": [ProgrammeManager, Editor];
    /// Reading the audit log.
    ReadAuditLog = "read_audit_log": [ProgrammeManager, Auditor];
    /// Seeing what waits in the outbox and trying it again.
    ManageOutbox = "manage_outbox": [Administrator];
    /// Deciding who may sign in, and how.
    ManageSignIn = "manage_sign_in": [Administrator];
    /// Giving and ending roles on the whole site.
    GiveSiteRoles = "give_site_roles": [Administrator];
}

#[cfg(test)]
mod tests;
