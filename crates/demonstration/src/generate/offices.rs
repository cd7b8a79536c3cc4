//! Who led, sponsored and ran what, and when.

use std::collections::BTreeSet;

use copia_domain::communities::Stage;
use copia_domain::role_terms::{Term, TermRole};

use super::people::{Crowd, FIRST_COLLEAGUE, FIRST_SENIOR};
use super::site::{Place, Site};
use crate::calendar::Ago;
use crate::dice::Dice;
use crate::programme::{CommunityIndex, PersonIndex, Persona, RoleTerm};

/// A term in days ago; it may end in the future.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Office {
    pub(crate) role: TermRole,
    pub(crate) person: PersonIndex,
    pub(crate) community: Option<CommunityIndex>,
    pub(crate) from: Ago,
    /// The last day; `None` where the role goes on.
    pub(crate) until: Option<Ago>,
    names_successor: bool,
}

/// All terms.
pub(crate) struct Offices {
    all: Vec<Office>,
    /// The leads of each community, seat by seat, latest first.
    leads: Vec<Vec<Office>>,
}

/// Terms last one year or two.
const YEAR: Ago = 365;

impl Offices {
    pub(crate) fn fill(site: &Site, crowd: &mut Crowd, dice: &mut Dice) -> Self {
        let mut offices = Self { all: Vec::new(), leads: Vec::new() };
        let mut senior = FIRST_SENIOR..FIRST_COLLEAGUE;
        for place in &site.places {
            let leads = leads(place, crowd, dice);
            offices.all.extend(&leads);
            offices.leads.push(leads);
            offices.all.extend(sponsors(place, &mut senior, dice));
        }
        offices.all.extend(for_the_site(site));
        for office in &offices.all {
            crowd.known_by(office.person, office.from);
        }
        offices
    }

    /// Somebody other than a person who led a community on a day.
    pub(crate) fn lead_on(&self, community: CommunityIndex, ago: Ago, other_than: PersonIndex) -> Option<PersonIndex> {
        let leads = self.leads.get(usize::from(community))?;
        let held = |office: &&Office| office.from >= ago && office.until.is_none_or(|until| until <= ago);
        leads.iter().filter(held).map(|office| office.person).find(|person| *person != other_than)
    }

    /// The leads' terms of each community.
    pub(crate) fn leads(&self) -> &[Vec<Office>] {
        &self.leads
    }

    /// The terms as the programme states them.
    pub(crate) fn terms(&self, site: &Site) -> Vec<RoleTerm> {
        let terms = self.all.iter().map(|office| RoleTerm {
            role: office.role,
            person: office.person,
            community: office.community,
            term: Term {
                starts: site.calendar.day(office.from),
                ends: office.until.map(|until| site.calendar.day(until)),
            },
            // Marked here; the name is filled in when it is known who is core.
            successor: office.names_successor.then_some(office.person),
        });
        terms.collect()
    }
}

/// The leads of a community: each seat is followed back from its last term to the founding.
fn leads(place: &Place, crowd: &Crowd, dice: &mut Dice) -> Vec<Office> {
    let Some(founded) = place.began(Stage::Forming) else { return Vec::new() };
    let mut taken = BTreeSet::new();
    let mut offices = Vec::new();
    for (seat, (ends_in, names_successor)) in place.seed.seats.iter().enumerate() {
        let mut until = place.ended().unwrap_or(-ends_in);
        let mut person = match (place.seed.slug, seat) {
            ("data-and-insight", 0) => Persona::Lead.person(),
            _ => colleague(place, crowd, &mut taken, dice),
        };
        let mut is_last = true;
        while until < founded {
            let length = if dice.chance(600) { YEAR } else { 2 * YEAR };
            let rest = founded - until;
            // A founding term of a few weeks would be no term: the next one takes it in.
            let length = if rest < length + 120 { rest } else { length };
            let from = until + length;
            offices.push(Office {
                role: TermRole::Lead,
                person,
                community: Some(place.index),
                from,
                until: Some(until),
                names_successor: is_last && *names_successor,
            });
            is_last = false;
            until = from + 1;
            if !dice.chance(300) {
                person = colleague(place, crowd, &mut taken, dice);
            }
        }
    }
    offices
}

/// The best of a few colleagues who have not led this community.
fn colleague(place: &Place, crowd: &Crowd, taken: &mut BTreeSet<PersonIndex>, dice: &mut Dice) -> PersonIndex {
    let colleagues = crowd.colleagues();
    let many = colleagues.end.saturating_sub(colleagues.start);
    let draws: Vec<PersonIndex> = (0..10).map(|_| colleagues.start + dice.below(many)).collect();
    let free = draws.into_iter().filter(|person| !taken.contains(person));
    let best = free.max_by_key(|person| crowd.person(*person).map(|found| place.fit(found)));
    let best = best.or_else(|| colleagues.clone().find(|person| !taken.contains(person))).unwrap_or(colleagues.start);
    taken.insert(best);
    best
}

/// The sponsor of a community and, for an older one, the sponsor before.
fn sponsors(place: &Place, senior: &mut std::ops::Range<PersonIndex>, dice: &mut Dice) -> Vec<Office> {
    let Some(founded) = place.began(Stage::Forming) else { return Vec::new() };
    let office = |person, from, until| Office {
        role: TermRole::Sponsor,
        person,
        community: Some(place.index),
        from,
        until: Some(until),
        names_successor: false,
    };
    let mut next = || senior.next().unwrap_or(Persona::Sponsor.person());
    let until = place.ended().unwrap_or_else(|| -dice.between(130, 700));
    let person = match place.seed.slug {
        "data-and-insight" | "technical-staff" => Persona::Sponsor.person(),
        _ => next(),
    };
    if founded - until < 4 * YEAR {
        return vec![office(person, founded, until)];
    }
    let handed_over = until + 3 * YEAR;
    vec![office(person, handed_over, until), office(next(), founded, handed_over + 1)]
}

/// The roles on the whole site.
fn for_the_site(site: &Site) -> Vec<Office> {
    let office =
        |role, person, from, until| Office { role, person, community: None, from, until, names_successor: false };
    let began = site.calendar.share(0);
    let handed_over = began / 3;
    vec![
        office(TermRole::ProgrammeManager, FIRST_COLLEAGUE, began, Some(handed_over + 1)),
        office(TermRole::ProgrammeManager, Persona::Manager.person(), handed_over, None),
        office(TermRole::Editor, Persona::Editor.person(), began / 4, None),
        office(TermRole::Auditor, Persona::Auditor.person(), began / 5, Some(-400)),
        office(TermRole::Administrator, Persona::Administrator.person(), began / 2, None),
    ]
}
