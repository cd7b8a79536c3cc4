//! Events: who holds them, who runs them, who speaks, and who registers.

mod series;

use std::collections::BTreeSet;

use copia_domain::communities::Stage;
use copia_domain::events::{Audience, Defaults, Format, Kind, Local, OFFER_HOURS, SpeakerState, State, TeamRole};
use copia_domain::memberships;
use copia_domain::registrations::Place;
use copia_domain::slug::Slug;
use copia_domain::time::When;
use copia_domain::wall;
use jiff::tz::TimeZone;

use super::offices::Offices;
use super::people::Crowd;
use super::personas;
use super::registrations::{Deed, Desk};
use super::site::Site;
use crate::calendar::Ago;
use crate::content::events::{EVENTS, EventSeed, Situation};
use crate::content::names::{FAMILY, GIVEN};
use crate::content::organisation::ORGANISATION;
use crate::content::words::NEEDS;
use crate::dice::Dice;
use crate::programme::{CommunityIndex, Event, Membership, MembershipEvent, PersonIndex, Persona, Speaker};

/// Somebody who belongs to a community, unchanged since an instant.
pub(crate) struct Insider {
    person: PersonIndex,
    since: When,
    is_core: bool,
}

/// The present members of each community.
pub(crate) fn insiders(site: &Site, memberships: &[Membership], history: &[MembershipEvent]) -> Vec<Vec<Insider>> {
    let mut insiders: Vec<Vec<Insider>> = site.places.iter().map(|_| Vec::new()).collect();
    for membership in memberships.iter().filter(|membership| membership.state.is_active()) {
        let last = membership.first_event as usize + usize::from(membership.event_count.saturating_sub(1));
        let is_core = membership.state == memberships::State::ActiveCore;
        if let (Some(there), Some(event)) = (insiders.get_mut(usize::from(membership.community)), history.get(last)) {
            there.push(Insider { person: membership.person, since: event.at, is_core });
        }
    }
    insiders
}

/// What events are planned from.
pub(crate) struct Planning<'p> {
    pub(crate) site: &'p Site,
    pub(crate) offices: &'p Offices,
    pub(crate) crowd: &'p Crowd,
    pub(crate) dice: &'p mut Dice,
}

/// When an event is, in days ago.
#[derive(Clone, Copy)]
struct Days {
    held: Ago,
    published: Ago,
}

/// The minutes of the day, of UTC, at which people do things at work.
const WORKING: (i32, i32) = (480, 1019);

impl Planning<'_> {
    /// Every event that a community could hold on its day, in the order of the day.
    pub(crate) fn everything(mut self, insiders: &[Vec<Insider>]) -> Vec<Event> {
        let mut times: Vec<(Ago, usize, &EventSeed, bool)> = Vec::new();
        for (number, seed) in EVENTS.iter().enumerate() {
            let last = seed.held.last();
            for held in seed.held {
                let day = if *held == 0 { 0 } else { self.site.calendar.meeting_day(*held) };
                times.push((day, number, seed, last == Some(held)));
            }
        }
        times.sort_by_key(|(held, number, ..)| (std::cmp::Reverse(*held), *number));
        let mut slugs = BTreeSet::new();
        let mut events = Vec::new();
        for (held, number, seed, is_last) in times {
            let situation = if is_last { seed.last } else { Situation::Ordinary };
            let before = self.dice.between(18, 42);
            let published = (held + before).max(self.dice.between(4, 12));
            let days = Days { held, published };
            if let Some(mut event) = self.event(seed, number, situation, days, insiders) {
                event.slug = free(&event.slug, &mut slugs);
                event.joining_link = event
                    .format
                    .has(Place::Online)
                    .then(|| format!("https://meet.demonstration.example/{}", event.slug.as_str()));
                events.push(if event.published_at.is_some() {
                    self.fill(event, seed, situation, is_last, days, insiders)
                } else {
                    event
                });
            }
        }
        events
    }

    fn event(
        &mut self,
        seed: &EventSeed,
        number: usize,
        situation: Situation,
        days: Days,
        insiders: &[Vec<Insider>],
    ) -> Option<Event> {
        let communities: Vec<CommunityIndex> =
            seed.communities.iter().filter_map(|slug| self.site.index(slug)).collect();
        let is_open = |ago| {
            let mut places = communities.iter().filter_map(|community| self.site.place(*community));
            places.all(|place| matches!(place.stage_on(ago), Stage::Forming | Stage::Active))
        };
        let mut team = self.hosts(&communities, days);
        if team.is_empty() || !is_open(days.published) || !is_open(days.held.max(1)) {
            return None;
        }
        let moderator = personas::moderator(seed).filter(|_| days.held < 0);
        team.extend(moderator.map(|persona| (persona.person(), TeamRole::Moderator)));
        let calendar = &self.site.calendar;
        let planned = calendar.at(days.published, 550);
        let published = calendar.at(days.published, 840);
        let defaults: Defaults = seed.kind.defaults();
        let format = defaults.format;
        let (zone, hour, minute) = start(seed, number, situation);
        let local_start = Local(calendar.day(days.held).0.at(hour, minute, 0, 0));
        let is_draft = situation == Situation::Draft;
        let mut event = Event {
            slug: Slug::from_name(seed.title, "event"),
            state: match situation {
                Situation::Draft => State::Draft,
                Situation::CalledOff(_) => State::CalledOff,
                _ => State::Published,
            },
            kind: seed.kind,
            audience: seed.audience.unwrap_or(defaults.audience),
            title: seed.title,
            summary: seed.summary,
            description: seed.description,
            preparation: seed.preparation,
            communities,
            local_start,
            zone,
            minutes: i64::from(defaults.minutes),
            starts_at: wall::instant(local_start.0, &wall::zone(zone).unwrap_or(TimeZone::UTC)),
            format,
            place: format.has(Place::InPerson).then_some(seed.room),
            joining_link: None,
            seats: seed.seats.or(defaults.seats).filter(|_| format.has(Place::InPerson)),
            policy: defaults.policy,
            offer_hours: if situation == Situation::Offered { 4 * OFFER_HOURS } else { OFFER_HOURS },
            is_recorded: defaults.is_recorded,
            seeks_speakers: situation == Situation::SeeksSpeakers,
            created_at: planned,
            published_at: (!is_draft).then_some(published),
            called_off: match situation {
                Situation::CalledOff(reason) => Some((calendar.at(1, 900), reason)),
                _ => None,
            },
            team,
            speakers: Vec::new(),
            registrations: Vec::new(),
            fates: Vec::new(),
            attended: Vec::new(),
            others: 0,
            series: None,
            is_today: situation == Situation::Today,
        };
        event.speakers = self.speakers(seed, &event, insiders);
        Some(event)
    }

    /// A lead of each community: of today for what is to come, of its time for what was held.
    fn hosts(&self, communities: &[CommunityIndex], days: Days) -> Vec<(PersonIndex, TeamRole)> {
        let day = if days.held <= 0 { 0 } else { days.published };
        let mut hosts: Vec<(PersonIndex, TeamRole)> = Vec::new();
        for community in communities {
            let lead = self.offices.lead_on(*community, day, PersonIndex::MAX);
            let is_new = |lead: &PersonIndex| !hosts.iter().any(|(host, _)| host == lead);
            let lead = lead.filter(is_new);
            hosts.extend(lead.map(|lead| (lead, TeamRole::Host)));
        }
        hosts
    }

    fn speakers(&mut self, seed: &EventSeed, event: &Event, insiders: &[Vec<Insider>]) -> Vec<Speaker> {
        let is_talk = matches!(event.kind, Kind::LunchAndLearn | Kind::Webinar | Kind::Workshop);
        if !is_talk || event.seeks_speakers || seed.last == Situation::Today {
            return Vec::new();
        }
        let state = if event.state == State::Draft { SpeakerState::Named } else { SpeakerState::Confirmed };
        if !seed.guest_from.is_empty() {
            let name = format!("{} {}", self.dice.pick(GIVEN), self.dice.pick(FAMILY));
            return vec![Speaker { person: None, name, affiliation: seed.guest_from, state }];
        }
        let candidates = candidates(event, insiders, self.crowd);
        let mut taken: BTreeSet<PersonIndex> = event.team.iter().map(|(person, _)| *person).collect();
        let chosen = self.draw(event.communities.len(), &candidates, false, event, &mut taken);
        let speaker = |person: PersonIndex| {
            let name = self.crowd.person(person)?.name();
            Some(Speaker { person: Some(person), name, affiliation: "", state })
        };
        chosen.into_iter().filter_map(speaker).collect()
    }

    /// So many different people: members and, where everybody may come, colleagues.
    fn draw(
        &mut self,
        many: usize,
        members: &[PersonIndex],
        is_open: bool,
        event: &Event,
        taken: &mut BTreeSet<PersonIndex>,
    ) -> Vec<PersonIndex> {
        let colleagues = self.crowd.colleagues();
        let number = colleagues.end.saturating_sub(colleagues.start);
        let mut chosen = Vec::with_capacity(many);
        for _ in 0..many * 10 {
            if chosen.len() == many || (members.is_empty() && !is_open) {
                break;
            }
            let is_other = members.is_empty() || (is_open && self.dice.chance(300));
            let person = if is_other { colleagues.start + self.dice.below(number) } else { self.dice.pick(members) };
            let known = self.site.calendar.at(self.crowd.since(person), 0);
            if known < event.created_at && taken.insert(person) {
                chosen.push(person);
            }
        }
        chosen
    }

    /// Lets people register, and some of them withdraw again.
    fn fill(
        &mut self,
        event: Event,
        seed: &EventSeed,
        situation: Situation,
        is_last: bool,
        days: Days,
        insiders: &[Vec<Insider>],
    ) -> Event {
        let members = candidates(&event, insiders, self.crowd);
        let is_open = matches!(event.audience, Audience::Public | Audience::Staff);
        let mut taken: BTreeSet<PersonIndex> = event.team.iter().map(|(person, _)| *person).collect();
        taken.extend(event.speakers.iter().filter_map(|speaker| speaker.person));
        let many = self.attendance(&event, situation, days);
        let mut comers = self.draw(many, &members, is_open, &event, &mut taken);
        let member = personas::member_comes(seed).filter(|_| is_last);
        if let Some(place) = member {
            comers.insert(place.min(comers.len()), Persona::Member.person());
        }
        let last_day = days.held.max(0) + 1;
        let mut times: Vec<(Ago, i32)> =
            comers.iter().map(|_| (self.dice.between(last_day, days.published - 1), self.minute())).collect();
        times.sort_by_key(|(ago, minute)| (std::cmp::Reverse(*ago), *minute));

        let (format, called_off) = (event.format, event.called_off);
        let is_scripted = matches!(situation, Situation::Full | Situation::Offered);
        let mut deeds: Vec<(When, Deed)> = Vec::new();
        for (person, (ago, minute)) in comers.iter().zip(times) {
            let comes_in = match format {
                Format::Both if *person == Persona::Member.person() || self.dice.chance(550) => Place::InPerson,
                Format::Both | Format::Online => Place::Online,
                Format::InPerson => Place::InPerson,
            };
            let needs = (days.held < 0 && self.dice.chance(60)).then(|| self.dice.pick(NEEDS));
            deeds.push((self.site.calendar.at(ago, minute), Deed::Register(*person, comes_in, needs)));
            if !is_scripted && *person != Persona::Member.person() && ago > last_day && self.dice.chance(90) {
                let at = self.site.calendar.at(self.dice.between(last_day, ago - 1), self.minute());
                deeds.push((at, Deed::Withdraw(*person)));
            }
        }
        if let (Situation::Offered, Some(first)) = (situation, comers.first()) {
            deeds.push((self.site.calendar.hours_before(6), Deed::Withdraw(*first)));
        }
        deeds.extend(called_off.map(|(at, _)| (at, Deed::CallOff)));
        let mut desk = Desk::new(event, self.dice);
        for (at, deed) in deeds {
            desk.plan(at, deed);
        }
        let now = self.site.calendar.midnight();
        let mut event = desk.run_until(now);
        super::attendance::record(&mut event, now);
        event
    }

    fn minute(&mut self) -> i32 {
        let (first, last) = WORKING;
        self.dice.between(first, last)
    }

    /// How many people want to come.
    fn attendance(&mut self, event: &Event, situation: Situation, days: Days) -> usize {
        let seats = event.seats.map(|seats| i32::try_from(seats).unwrap_or(i32::MAX));
        let is_over = days.held > 0;
        let many = match (situation, event.kind, seats) {
            (Situation::Full, _, Some(seats)) => seats + 6,
            (Situation::Offered, _, Some(seats)) => seats + 2,
            (Situation::Today, ..) => self.dice.between(6, 9),
            (_, Kind::SponsorMeeting, _) => self.dice.between(2, 4),
            (_, Kind::CoreMeeting, _) => self.dice.between(6, 12),
            (_, Kind::Workshop, Some(seats)) if is_over => seats * self.dice.between(95, 150) / 100,
            (_, _, Some(seats)) => {
                let percent = if is_over { self.dice.between(60, 140) } else { self.dice.between(30, 65) };
                let online = if event.format == Format::Both { 16 } else { 10 };
                seats * percent * online / 1000
            }
            (_, Kind::Social, None) => self.dice.between(12, 30),
            (_, _, None) => {
                if is_over {
                    self.dice.between(25, 70)
                } else {
                    self.dice.between(10, 35)
                }
            }
        };
        usize::try_from(many).unwrap_or(0)
    }
}

/// Who hears of an event first: colleagues who belonged to its communities when it was announced.
fn candidates(event: &Event, insiders: &[Vec<Insider>], crowd: &Crowd) -> Vec<PersonIndex> {
    let there = event.communities.iter().filter_map(|community| insiders.get(usize::from(*community))).flatten();
    let may_come = |insider: &&Insider| {
        let is_in_time = insider.since < event.created_at;
        is_in_time
            && (event.audience != Audience::Core || insider.is_core)
            && crowd.colleagues().contains(&insider.person)
    };
    there.filter(may_come).map(|insider| insider.person).collect()
}

/// When an event starts: at lunch, unless there is a reason.
fn start(seed: &EventSeed, number: usize, situation: Situation) -> (&'static str, i8, i8) {
    let here = ORGANISATION.time_zone;
    match (situation, seed.kind) {
        // Shortly after the hour at which a demonstration as of a day opens.
        (Situation::Today, _) => (here, 9, 45),
        (Situation::Abroad(zone), _) => (zone, 8, 30),
        (_, Kind::Workshop) => (here, 12, 0),
        (_, Kind::Social) => (here, 15, 30),
        _ if number.is_multiple_of(2) => (here, 12, 30),
        _ => (here, 13, 0),
    }
}

/// The address itself, or the first numbered one that nobody has.
fn free(slug: &Slug, taken: &mut BTreeSet<String>) -> Slug {
    let mut candidates = std::iter::once(slug.clone()).chain((2..).map(|number| slug.numbered(number)));
    let free = candidates.find(|slug| taken.insert(slug.as_str().to_owned()));
    free.unwrap_or_else(|| slug.clone())
}
