//! Making the programme from a seed: first its places and people, then roles, then what everybody did.

mod attendance;
mod events;
mod history;
mod joining;
mod offices;
mod people;
mod personas;
mod registrations;
mod site;

use copia_domain::memberships::State;
use copia_domain::time::Day;
use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::content::departments::DEPARTMENTS;
use crate::content::job_families::JOB_FAMILIES;
use crate::content::news::NEWS;
use crate::content::organisation::ORGANISATION;
use crate::content::service_areas::SERVICE_AREAS;
use crate::dice::Dice;
use crate::programme::{JobFamily, News, Persona, Programme};

use events::Planning;
use history::Ledger;
use offices::Offices;
use site::Site;

/// The fewest people of a programme: enough for every role in every community.
pub const FEWEST_PEOPLE: u32 = 120;

impl Programme {
    /// The programme for a seed, a date and a number of people (at least [`FEWEST_PEOPLE`]).
    ///
    /// The same three give the same programme, on every machine. Everything in it happened before the first
    /// midnight of `as_of` (UTC), so that requests keep their age whatever the time of the day.
    pub fn generate(seed: u64, as_of: Date, people: u32) -> Self {
        let mut dice = Dice::new(seed);
        let site = Site::new(Calendar::new(as_of));
        let mut crowd = people::crowd(&site, people.max(FEWEST_PEOPLE), &mut dice);
        let offices = Offices::fill(&site, &mut crowd, &mut dice);

        let mut ledger = Ledger::new(&site, &offices, &mut dice);
        joining::officers(&mut ledger);
        personas::memberships(&mut ledger);
        joining::waiting(&mut ledger, &crowd);
        joining::everyone(&mut ledger, &crowd);
        joining::carried_over(&mut ledger);
        let waiting_for_opening = joining::waiting_for_opening(&mut ledger, &crowd);
        let (memberships, membership_events) = ledger.close(&mut crowd);
        let insiders = events::insiders(&site, &memberships, &membership_events);
        let mut events =
            Planning { site: &site, offices: &offices, crowd: &crowd, dice: &mut dice }.everything(&insiders);
        attendance::let_the_member_come(&mut events, site.calendar.midnight());
        let mut own_dice = Dice::new(seed.wrapping_add(1));
        let planning = Planning { site: &site, offices: &offices, crowd: &crowd, dice: &mut own_dice };
        events.extend(planning.series(&events, &insiders));

        let news = NEWS.iter().map(|(ago, kind, title, summary, body, slug)| News {
            on: site.calendar.day(site.calendar.working(*ago)),
            kind: *kind,
            title,
            summary,
            body,
            community: slug.and_then(|slug| site.index(slug)),
            author: Persona::Editor.person(),
        });
        let mut news: Vec<News> = news.collect();
        news.sort_by_key(|item| std::cmp::Reverse(item.on));

        let mut programme = Self {
            as_of: Day(as_of),
            organisation: ORGANISATION,
            service_areas: &SERVICE_AREAS,
            departments: &DEPARTMENTS,
            job_families: JOB_FAMILIES.iter().map(|family| JobFamily { key: family.key, name: family.name }).collect(),
            communities: site.communities(),
            role_terms: offices.terms(&site),
            people: crowd.into_people(&site),
            memberships,
            membership_events,
            waiting_for_opening,
            news,
            events,
        };
        programme.name_successors();
        programme
    }

    /// Lets the lead who hands over name a core member who leads nothing there yet.
    fn name_successors(&mut self) {
        for office in 0..self.role_terms.len() {
            let Some((community, lead)) = self
                .role_terms
                .get(office)
                .filter(|term| term.successor == Some(term.person))
                .and_then(|term| Some((term.community?, term.person)))
            else {
                continue;
            };
            let held: Vec<_> = self.role_terms.iter().filter(|term| term.community == Some(community)).collect();
            let successor = self.memberships.iter().find(|membership| {
                membership.community == community
                    && membership.state == State::ActiveCore
                    && membership.person != lead
                    && !held.iter().any(|term| term.person == membership.person && term.term.is_held_on(self.as_of))
            });
            let successor = successor.map(|membership| membership.person);
            if let Some(term) = self.role_terms.get_mut(office) {
                term.successor = successor;
            }
        }
    }
}
