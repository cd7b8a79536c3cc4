//! The rows of one person put together.

use super::{Attendee, Presence, Who};
use crate::{fold::fold, time::When};
use std::collections::{BTreeMap, BTreeSet};

/// Everyone in a report, by address or, without one, by name.
#[derive(Default)]
pub(super) struct People {
    addresses: BTreeMap<String, BTreeSet<String>>,
    people: BTreeMap<Key, Person>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Address(String),
    Name(String),
}

#[derive(Default)]
struct Person {
    /// Each name as it was shown.
    names: BTreeSet<String>,
    stays: Vec<(When, When)>,
    spans: Vec<(When, When, Option<i64>)>,
    moments: BTreeSet<(When, bool)>,
    totals: Vec<i64>,
}

impl People {
    /// Which address a name has. Somebody who joins by telephone has none; if the name has one address in the
    /// whole report, that is who it was.
    pub fn know<'a>(&mut self, known: impl Iterator<Item = (&'a String, &'a String)>) {
        for (name, address) in known {
            self.addresses.entry(fold(name)).or_default().insert(address.clone());
        }
    }

    /// Adds what one row says.
    pub fn add(&mut self, who: Who, presence: Presence) {
        let name = fold(&who.shown);
        let mut only = self.addresses.get(&name).into_iter().flatten().cloned();
        let only = only.next().filter(|_| only.next().is_none());
        let key = who.address.or(only).map_or(Key::Name(name), Key::Address);
        let person = self.people.entry(key).or_default();
        person.names.insert(who.shown);
        match presence {
            Presence::Stay(from, to) => person.stays.push((from, to)),
            Presence::Span(from, to, seconds) => person.spans.push((from, to, seconds)),
            Presence::Moment(at, is_joining) => {
                person.moments.insert((at, is_joining));
            }
            Presence::Total(seconds) => person.totals.extend(seconds),
        }
    }

    /// Everyone, by name.
    pub fn attendees(self) -> Vec<Attendee> {
        let moments = || self.people.values().flat_map(|person| person.moments.iter().map(|(at, _)| *at));
        let ends = moments().min().zip(moments().max());
        let mut attendees: Vec<Attendee> =
            self.people.into_iter().map(|(key, person)| person.attendee(key, ends)).collect();
        attendees.sort_by_cached_key(|attendee| (fold(&attendee.name), attendee.address.clone()));
        attendees
    }
}

impl Person {
    /// `ends` are the first and last moment of a list of joining and leaving.
    fn attendee(mut self, key: Key, ends: Option<(When, When)>) -> Attendee {
        if let Some((first, last)) = ends {
            self.stays.extend(paired(&self.moments, first, last));
        }
        let whole_minutes = |seconds: i64| u32::try_from((seconds + 30) / 60).ok();
        let (joins, seconds) = if self.stays.is_empty() {
            let joins = merged(self.spans.iter().map(|(from, to, _)| (*from, *to)).collect());
            // Between the first joining and the last leaving there may have been gaps.
            let within: Option<i64> = self.spans.iter().map(|(_, _, seconds)| *seconds).sum();
            let total = (!self.totals.is_empty()).then(|| self.totals.iter().sum());
            let lasting =
                (!joins.is_empty()).then(|| length(&joins)).map(|all| within.map_or(all, |within| within.min(all)));
            (joins, lasting.or(total))
        } else {
            let joins = merged(self.stays);
            let seconds = length(&joins);
            (joins, Some(seconds))
        };
        // The longest name says most, and one has to be chosen that does not depend on the order of rows.
        let shown = self.names.into_iter().max_by_key(|name| name.chars().count()).unwrap_or_default();
        let (name, in_brackets) = match shown.strip_suffix(')').and_then(|shown| shown.split_once(" (")) {
            Some((name, inner)) => (name.to_owned(), Some(inner.to_owned())),
            None => (shown, None),
        };
        let address = match key {
            Key::Address(address) => Some(address),
            Key::Name(_) => None,
        };
        Attendee { name, in_brackets, address, joins, minutes: seconds.and_then(whole_minutes) }
    }
}

/// The stays between moments of joining and leaving. Whoever leaves without having joined was there from the first
/// moment in the list, whoever does not leave until the last one: the list was taken while the meeting went on.
fn paired(moments: &BTreeSet<(When, bool)>, first: When, last: When) -> Vec<(When, When)> {
    let mut stays = Vec::new();
    let mut since: Option<When> = None;
    let mut has_left = false;
    let instants: BTreeSet<When> = moments.iter().map(|(at, _)| *at).collect();
    for at in instants {
        match (since, moments.contains(&(at, true)), moments.contains(&(at, false))) {
            // Leaving and joining at one instant is staying, and for whoever was not there a stay of no length.
            (Some(_), true, true | false) => {}
            (None, true, true) => {
                stays.push((at, at));
                has_left = true;
            }
            (None, true, false) => since = Some(at),
            (from, false, _) => {
                let from = from.or((!has_left).then_some(first));
                stays.extend(from.map(|from| (from, at)));
                since = None;
                has_left = true;
            }
        }
    }
    stays.extend(since.map(|from| (from, last)));
    stays
}

/// Stays in order, with those that touch or overlap made one.
fn merged(mut stays: Vec<(When, When)>) -> Vec<(When, When)> {
    stays.sort_unstable();
    let mut apart: Vec<(When, When)> = Vec::new();
    for (from, to) in stays {
        match apart.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => apart.push((from, to)),
        }
    }
    apart
}

/// Seconds of stays that do not overlap.
fn length(stays: &[(When, When)]) -> i64 {
    stays.iter().map(|(from, to)| (to.micros() - from.micros()) / 1_000_000).sum()
}
