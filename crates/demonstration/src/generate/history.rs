//! The one way in which histories are written: through the domain's own machine, so that no history can be
//! one that the product would not allow.

use std::collections::BTreeSet;

use copia_domain::communities::Stage;
use copia_domain::memberships::{Attempt, Cause, CoreRule, Event, JoinRule, State, transition};
use copia_domain::time::When;

use super::offices::Offices;
use super::people::Crowd;
use super::site::{Place, Site};
use crate::calendar::Ago;
use crate::content::words::{CLOSED_NOTE, MERGED_NOTE, MESSAGES, REMOVED};
use crate::dice::Dice;
use crate::programme::{CommunityIndex, Membership, MembershipEvent, PersonIndex, Persona};

/// All histories, as they are being written.
pub(crate) struct Ledger<'s> {
    pub(crate) site: &'s Site,
    pub(crate) offices: &'s Offices,
    pub(crate) dice: &'s mut Dice,
    memberships: Vec<Membership>,
    events: Vec<MembershipEvent>,
    /// How long ago each membership began, to know since when a person has been known.
    began: Vec<Ago>,
    /// Pairs that were told by name, so that nobody is in a community twice.
    told: BTreeSet<(PersonIndex, CommunityIndex)>,
}

impl<'s> Ledger<'s> {
    pub(crate) fn new(site: &'s Site, offices: &'s Offices, dice: &'s mut Dice) -> Self {
        Self {
            site,
            offices,
            dice,
            memberships: Vec::new(),
            events: Vec::new(),
            began: Vec::new(),
            told: BTreeSet::new(),
        }
    }

    pub(crate) fn is_told(&self, person: PersonIndex, community: CommunityIndex) -> bool {
        self.told.contains(&(person, community))
    }

    /// Tells what happened between a person and a community named by its slug, and remembers that it was told.
    pub(crate) fn tell(&mut self, person: PersonIndex, slug: &str, story: impl FnOnce(&mut Tale<'_, 's>)) {
        if let Some(index) = self.site.index(slug)
            && self.told.insert((person, index))
        {
            self.tell_at(person, index, story);
        }
    }

    /// Tells what happened between a person and a community.
    pub(crate) fn tell_at(
        &mut self,
        person: PersonIndex,
        community: CommunityIndex,
        story: impl FnOnce(&mut Tale<'_, 's>),
    ) {
        let site = self.site;
        let Some(place) = site.place(community) else { return };
        let first_event = self.events.len();
        let mut tale = Tale { ledger: self, place, person, state: None, ago: Ago::MAX, minute: 0, began: 1 };
        story(&mut tale);
        tale.end_with_the_community();
        let (state, began) = (tale.state, tale.began);
        let Some(state) = state else { return };
        let count = self.events.len().saturating_sub(first_event);
        self.began.push(began);
        self.memberships.push(Membership {
            person,
            community,
            state,
            first_event: u32::try_from(first_event).unwrap_or(u32::MAX),
            event_count: u16::try_from(count).unwrap_or(u16::MAX),
        });
    }

    pub(crate) fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// The last event of a membership.
    pub(crate) fn last_event(&self, membership: &Membership) -> Option<&MembershipEvent> {
        let after = membership.first_event as usize + usize::from(membership.event_count);
        self.events.get(after.checked_sub(1)?)
    }

    /// Everything that was told; people are known from the day of their first event.
    pub(crate) fn close(self, crowd: &mut Crowd) -> (Vec<Membership>, Vec<MembershipEvent>) {
        for (membership, began) in self.memberships.iter().zip(&self.began) {
            crowd.known_by(membership.person, *began);
        }
        (self.memberships, self.events)
    }
}

/// One history, as it is being written. Days are given as "days ago" and must not go back in time.
pub(crate) struct Tale<'l, 's> {
    ledger: &'l mut Ledger<'s>,
    pub(crate) place: &'s Place,
    person: PersonIndex,
    state: Option<State>,
    ago: Ago,
    minute: i32,
    began: Ago,
}

impl Tale<'_, '_> {
    pub(crate) fn dice(&mut self) -> &mut Dice {
        self.ledger.dice
    }

    /// A day or minute between both, which are included.
    pub(crate) fn between(&mut self, least: i32, most: i32) -> i32 {
        self.ledger.dice.between(least, most)
    }

    pub(crate) fn is_active(&self) -> bool {
        self.state.is_some_and(State::is_active)
    }

    /// How long ago the last event was.
    pub(crate) fn ago(&self) -> Ago {
        self.ago
    }

    /// Becomes a member in the way that the community's rule asks for, on this day at the earliest.
    pub(crate) fn enter(&mut self, ago: Ago) {
        let opened = self.place.began(Stage::Active).unwrap_or(ago);
        let ago = ago.min(opened);
        match self.place.seed.join {
            JoinRule::Open => self.by_oneself(ago, Event::Join, None),
            JoinRule::Ask => {
                let days = self.between(1, 6);
                let message = self.dice().pick(MESSAGES);
                self.ask(ago.saturating_add(days).min(opened), message);
                self.by_lead(ago, Event::Accept, None);
            }
            JoinRule::Invitation => self.accept_invitation(ago),
        }
    }

    pub(crate) fn accept_invitation(&mut self, ago: Ago) {
        let days = self.between(1, 9);
        self.by_lead(ago, Event::Invite, None);
        self.by_oneself((ago - days).max(self.place.last_day()), Event::Accept, None);
    }

    pub(crate) fn ask(&mut self, ago: Ago, message: &'static str) {
        self.by_oneself(ago, Event::Ask, Some(message));
    }

    /// Asks, so many hours before the date of the demonstration, and waits.
    pub(crate) fn ask_hours_ago(&mut self, hours: i32, message: &'static str) {
        let at = self.ledger.site.calendar.hours_before(i64::from(hours));
        self.write(hours / 24 + 1, at, Event::Ask, Cause::Oneself, Some(self.person), Some(message));
    }

    pub(crate) fn decline(&mut self, ago: Ago, reason: &'static str) {
        self.by_lead(ago, Event::Decline, Some(reason));
    }

    pub(crate) fn remove(&mut self, ago: Ago) {
        let reason = self.dice().pick(REMOVED);
        self.by_lead(ago, Event::Remove, Some(reason));
    }

    /// Becomes core: by oneself where the community lets members choose.
    pub(crate) fn become_core(&mut self, ago: Ago) {
        match self.place.seed.core {
            CoreRule::Choose => self.by_oneself(ago, Event::BecomeCore, None),
            CoreRule::Lead => self.by_lead(ago, Event::BecomeCore, None),
        }
    }

    pub(crate) fn by_oneself(&mut self, ago: Ago, event: Event, note: Option<&'static str>) {
        self.happen(ago, event, Cause::Oneself, Some(self.person), note);
    }

    /// Somebody who led the community on that day acts, or the programme manager.
    pub(crate) fn by_lead(&mut self, ago: Ago, event: Event, note: Option<&'static str>) {
        let lead = self.ledger.offices.lead_on(self.place.index, ago, self.person);
        self.happen(ago, event, Cause::Lead, Some(lead.unwrap_or(Persona::Manager.person())), note);
    }

    pub(crate) fn by_system(&mut self, ago: Ago, event: Event, note: Option<&'static str>) {
        self.happen(ago, event, Cause::System, None, note);
    }

    /// Nobody stays a member of a community that has ended.
    fn end_with_the_community(&mut self) {
        let Some(ended) = self.place.ended() else { return };
        if matches!(self.state, Some(State::ActiveCore | State::ActiveWider | State::Invited | State::Asked)) {
            let note = if self.place.seed.merged_into.is_some() { MERGED_NOTE } else { CLOSED_NOTE };
            self.by_system(ended, Event::Leave, Some(note));
        }
    }

    fn happen(&mut self, ago: Ago, event: Event, cause: Cause, by: Option<PersonIndex>, note: Option<&'static str>) {
        let ago = self.ledger.site.calendar.working(ago.max(1)).min(self.ago);
        // Office hours; what follows on the same day comes later on it.
        let minute = if ago == self.ago { self.minute + self.between(1, 40) } else { self.between(510, 1050) };
        self.minute = minute;
        let at = self.ledger.site.calendar.at(ago, minute);
        self.write(ago, at, event, cause, by, note);
    }

    fn write(
        &mut self,
        ago: Ago,
        at: When,
        event: Event,
        cause: Cause,
        by: Option<PersonIndex>,
        note: Option<&'static str>,
    ) {
        let attempt = Attempt { event, cause, reason: note, level: None };
        let change = transition(self.state, &attempt, &self.place.rules(ago));
        debug_assert!(
            change.is_ok(),
            "{}: {event} from {:?}, {ago} days ago: {change:?}",
            self.place.seed.slug,
            self.state
        );
        let Ok(change) = change else { return };
        if self.state.is_none() {
            self.began = ago;
        }
        self.state = Some(change.to);
        self.ago = ago;
        self.ledger.events.push(MembershipEvent { event, cause, at, by, note });
    }
}
