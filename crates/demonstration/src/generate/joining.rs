//! What people did: joining, asking, stepping up and back, leaving and coming again.

use std::collections::{BTreeMap, BTreeSet};

use copia_domain::communities::Stage;
use copia_domain::memberships::{Cause, Event, JoinRule};

use super::history::{Ledger, Tale};
use super::people::Crowd;
use super::site::Place;
use crate::calendar::Ago;
use crate::content::words::{DECLINED, MERGED_NOTE, MESSAGES};
use crate::programme::{CommunityIndex, PersonIndex, Persona, WaitingForOpening};

/// Those who lead or led: they were core before their term began.
pub(crate) fn officers(ledger: &mut Ledger<'_>) {
    let offices = ledger.offices;
    let site = ledger.site;
    for (place, leads) in site.places.iter().zip(offices.leads()) {
        let mut served: BTreeMap<PersonIndex, (Ago, Ago)> = BTreeMap::new();
        for office in leads {
            let until = office.until.unwrap_or(0);
            let days = served.entry(office.person).or_insert((office.from, until));
            *days = (days.0.max(office.from), days.1.min(until));
        }
        for (person, (from, until)) in served {
            ledger.tell(person, place.seed.slug, |tale| officer(tale, from, until));
        }
    }
}

fn officer(tale: &mut Tale<'_, '_>, from: Ago, until: Ago) {
    let place = tale.place;
    let founded = place.began(Stage::Forming).unwrap_or(from);
    match place.began(Stage::Active) {
        Some(opened) if from + 15 < opened => {
            let before = tale.between(30, 400);
            let joined = (from + before).min(opened);
            tale.enter(joined);
            let core = tale.between(from.max(1), joined);
            tale.become_core(core);
        }
        _ => {
            tale.by_lead(founded, Event::Invite, None);
            tale.by_oneself(founded - 1, Event::Accept, None);
            tale.by_lead(founded - 2, Event::BecomeCore, None);
        }
    }
    let last_day = place.last_day();
    if until > last_day + 60 && tale.dice().chance(600) {
        let later = tale.between(last_day + 40, until - 2);
        tale.by_oneself(later, Event::BecomeWider, None);
        if tale.dice().chance(250) {
            let left = tale.between(last_day + 2, later);
            tale.by_oneself(left, Event::Leave, None);
        }
    }
}

/// Requests that wait for the lead of the sign-in page, one of each age that a reminder depends on, and the
/// founding groups of communities that are forming.
pub(crate) fn waiting(ledger: &mut Ledger<'_>, crowd: &Crowd) {
    let mut colleagues = crowd.colleagues();
    for hours in [8, 22, 53, 76, 101, 190] {
        let Some(data) = ledger.site.index("data-and-insight") else { return };
        if let Some(person) = colleagues.find(|person| !ledger.is_told(*person, data)) {
            let message = ledger.dice.pick(MESSAGES);
            ledger.tell(person, "data-and-insight", |tale| tale.ask_hours_ago(hours, message));
        }
    }
    let site = ledger.site;
    for place in &site.places {
        let (Some(founded), None) = (place.began(Stage::Forming), place.began(Stage::Active)) else { continue };
        for (days, person) in (0..10).zip(colleagues.by_ref()) {
            ledger.tell(person, place.seed.slug, |tale| {
                tale.by_lead(founded - 3, Event::Invite, None);
                if days < 8 {
                    tale.by_oneself(founded - 4 - days, Event::Accept, None);
                    tale.by_lead(founded - 14 - days, Event::BecomeCore, None);
                }
            });
        }
    }
}

/// Gives everybody their communities.
pub(crate) fn everyone(ledger: &mut Ledger<'_>, crowd: &Crowd) {
    let site = ledger.site;
    let open: Vec<&Place> = site.places.iter().filter(|place| place.began(Stage::Active).is_some()).collect();
    let mut weights = vec![0; open.len()];
    for person in crowd.colleagues() {
        let Some(found) = crowd.person(person) else { return };
        let since = crowd.since(person);
        for (weight, place) in weights.iter_mut().zip(&open) {
            let (fit, suits) = (place.fit(found), place.suits_family(found.job_family));
            let is_closed_to = place.seed.is_sensitive || place.seed.join == JoinRule::Invitation;
            let is_over = since <= place.last_day() + 3;
            *weight = if is_over || (is_closed_to && !suits) { 0 } else { place.seed.pull * fit * fit };
        }
        for _ in 0..how_many(ledger) {
            let Some(choice) = ledger.dice.weighted(&weights) else { break };
            if let Some(weight) = weights.get_mut(choice) {
                *weight = 0;
            }
            let Some(place) = open.get(choice) else { break };
            if !ledger.is_told(person, place.index) {
                ledger.tell_at(person, place.index, |tale| somebody(tale, since));
            }
        }
    }
}

/// How many communities a person has to do with.
fn how_many(ledger: &mut Ledger<'_>) -> usize {
    match ledger.dice.below(100) {
        0..4 => 0,
        4..52 => 1,
        52..80 => 2,
        80..94 => 3,
        _ => 4,
    }
}

/// One ordinary history, from a first day that lies within the community's life and the person's time.
fn somebody(tale: &mut Tale<'_, '_>, since: Ago) {
    let place = tale.place;
    let last_day = place.last_day();
    let earliest = place.began(Stage::Active).unwrap_or(since).min(since).max(last_day);
    // The earlier of two days: people join soon after they have come, rather than late.
    let first = tale.between(last_day, earliest).max(tale.between(last_day, earliest));
    let throw = tale.dice().below(1000);
    let waits = place.is_active();
    match (place.seed.join, throw) {
        (JoinRule::Open | JoinRule::Invitation, 0..880) | (JoinRule::Ask, 0..700) => tale.enter(first),
        (_, 880..900) => {
            tale.by_lead(first, Event::Invite, None);
            tale.by_oneself((first - 6).max(last_day), Event::Decline, None);
        }
        (_, 900..925) if waits => {
            let days = tale.between(2, 55);
            tale.by_lead(days.min(earliest), Event::Invite, None);
        }
        (JoinRule::Ask, 700..780) => {
            let message = tale.dice().pick(MESSAGES);
            tale.ask(first, message);
            let reason = tale.dice().pick(DECLINED);
            tale.decline((first - 3).max(last_day), reason);
        }
        (JoinRule::Ask, 780..810) => {
            let message = tale.dice().pick(MESSAGES);
            tale.ask(first, message);
            tale.by_oneself((first - 2).max(last_day), Event::Withdraw, None);
        }
        (JoinRule::Ask, 810..830) if waits => {
            let hours = tale.dice().pick(&[7, 16, 21, 53, 71, 78, 99, 125, 190, 320]);
            let message = tale.dice().pick(MESSAGES);
            tale.ask_hours_ago(hours, message);
        }
        _ => tale.accept_invitation(first),
    }
    if tale.is_active() {
        and_then(tale);
    }
}

/// What becomes of a membership.
fn and_then(tale: &mut Tale<'_, '_>) {
    let last_day = tale.place.last_day();
    if tale.dice().chance(165) && tale.ago() > last_day + 40 {
        let core = tale.between((tale.ago() - 420).max(last_day + 10), tale.ago() - 20);
        tale.become_core(core);
        if tale.dice().chance(220) {
            let wider = tale.between(last_day + 5, tale.ago());
            tale.by_oneself(wider, Event::BecomeWider, None);
        }
    }
    if tale.ago() < last_day + 6 {
        return;
    }
    let days = tale.between(last_day + 4, tale.ago());
    match tale.dice().below(1000) {
        0..7 => tale.remove(days),
        7..125 => {
            tale.by_oneself(days, Event::Leave, None);
            if tale.ago() > last_day + 30 && tale.dice().chance(220) {
                let again = tale.between(last_day + 2, tale.ago() - 10);
                tale.enter(again);
            }
        }
        _ => {}
    }
}

/// The members of a merged community go on in the one that took it in, unless they have to do with it already.
pub(crate) fn carried_over(ledger: &mut Ledger<'_>) {
    let site = ledger.site;
    for place in &site.places {
        let target = place.seed.merged_into.and_then(|slug| site.index(slug));
        let (Some(target), Some(merged)) = (target, place.ended()) else { continue };
        let of = |community: CommunityIndex| {
            ledger.memberships().iter().filter(move |membership| membership.community == community)
        };
        let known: BTreeSet<PersonIndex> = of(target).map(|membership| membership.person).collect();
        let carried: Vec<PersonIndex> = of(place.index)
            .filter(|membership| ledger.last_event(membership).is_some_and(|last| last.cause == Cause::System))
            .map(|membership| membership.person)
            .filter(|person| !known.contains(person))
            .collect();
        for person in carried {
            ledger.tell_at(person, target, |tale| {
                tale.by_system(merged, Event::CarryOver, Some(MERGED_NOTE));
                and_then(tale);
            });
        }
    }
}

/// Those who want to be told when a forming community opens.
pub(crate) fn waiting_for_opening(ledger: &mut Ledger<'_>, crowd: &Crowd) -> Vec<WaitingForOpening> {
    let site = ledger.site;
    let mut waiting = Vec::new();
    for place in &site.places {
        let (Some(founded), None) = (place.began(Stage::Forming), place.began(Stage::Active)) else { continue };
        let interested = std::iter::once(Persona::CoreMember.person()).chain(crowd.colleagues());
        for person in interested {
            let permille = match crowd.person(person).map_or(0, |found| place.fit(found)) {
                _ if person == Persona::CoreMember.person() => 1000,
                0..5 => 5,
                5..8 => 60,
                _ => 200,
            };
            if ledger.dice.chance(permille) && !ledger.is_told(person, place.index) {
                let days = site.calendar.working(ledger.dice.between(1, founded - 3));
                let at = site.calendar.at(days, ledger.dice.between(510, 1050));
                waiting.push(WaitingForOpening { person, community: place.index, at });
            }
        }
    }
    waiting
}
