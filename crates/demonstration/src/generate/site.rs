//! The places: communities with their days resolved, and what they suit.

use copia_domain::communities::Stage;
use copia_domain::memberships::Rules;

use crate::calendar::{Ago, Calendar};
use crate::content::charters::charter;
use crate::content::communities::{CHANNEL, COMMUNITIES, CommunitySeed, LIST, Moment};
use crate::content::departments::DEPARTMENTS;
use crate::content::job_families::JOB_FAMILIES;
use crate::content::service_areas::SERVICE_AREAS;
use crate::programme::{Community, CommunityIndex, Link, Person, Persona, StageChange};

/// A community as the generator needs it.
pub(crate) struct Place {
    pub(crate) index: CommunityIndex,
    pub(crate) seed: &'static CommunitySeed,
    /// The stages in order, with when each began.
    pub(crate) stages: Vec<(Stage, Ago, &'static str)>,
    families: Vec<usize>,
    departments: Vec<usize>,
}

impl Place {
    /// When a stage began, if it did.
    pub(crate) fn began(&self, stage: Stage) -> Option<Ago> {
        self.stages.iter().find(|(began, ..)| *began == stage).map(|(_, ago, _)| *ago)
    }

    /// The last day on which somebody could join: that before the last stage, where that takes nobody in.
    pub(crate) fn last_day(&self) -> Ago {
        match self.stages.last() {
            Some((Stage::Paused | Stage::Closed | Stage::Merged, ago, _)) => ago + 1,
            _ => 1,
        }
    }

    /// When it ended for good.
    pub(crate) fn ended(&self) -> Option<Ago> {
        self.began(Stage::Closed).or(self.began(Stage::Merged))
    }

    pub(crate) fn is_active(&self) -> bool {
        self.stages.last().is_some_and(|(stage, ..)| *stage == Stage::Active)
    }

    pub(crate) fn stage_on(&self, ago: Ago) -> Stage {
        let stage = self.stages.iter().rev().find(|(_, began, _)| *began >= ago);
        stage.map_or(Stage::Proposed, |(stage, ..)| *stage)
    }

    /// What it allowed on a day.
    pub(crate) fn rules(&self, ago: Ago) -> Rules {
        Rules { join: self.seed.join, core: self.seed.core, intake: self.stage_on(ago).intake() }
    }

    /// How much a community suits a person, from 1 up.
    pub(crate) fn fit(&self, person: &Person) -> u32 {
        let family = person.job_family.is_some_and(|family| self.families.contains(&family));
        let department = person.department.is_some_and(|department| self.departments.contains(&department));
        let topics = person.interests.iter().filter(|topic| self.seed.topics.contains(topic)).count();
        1 + 6 * u32::from(family) + 2 * u32::from(department) + 2 * u32::try_from(topics).unwrap_or(0)
    }

    pub(crate) fn suits_family(&self, family: Option<usize>) -> bool {
        family.is_some_and(|family| self.families.contains(&family))
    }
}

/// The calendar and the places.
pub(crate) struct Site {
    pub(crate) calendar: Calendar,
    pub(crate) places: Vec<Place>,
}

impl Site {
    pub(crate) fn new(calendar: Calendar) -> Self {
        let places = (0..).zip(&COMMUNITIES).map(|(index, seed)| {
            let stages = seed.stages.iter().map(|(stage, moment, reason)| {
                let ago = match moment {
                    Moment::Share(permille) => calendar.share(*permille),
                    Moment::DaysAgo(days) => *days,
                };
                (*stage, calendar.working(ago), *reason)
            });
            Place {
                index,
                seed,
                stages: stages.collect(),
                families: family_places(seed.families),
                departments: department_places(seed.departments),
            }
        });
        let places = places.collect();
        Self { calendar, places }
    }

    pub(crate) fn place(&self, index: CommunityIndex) -> Option<&Place> {
        self.places.get(usize::from(index))
    }

    pub(crate) fn index(&self, slug: &str) -> Option<CommunityIndex> {
        self.places.iter().find(|place| place.seed.slug == slug).map(|place| place.index)
    }

    /// The communities as the programme states them.
    pub(crate) fn communities(&self) -> Vec<Community> {
        self.places.iter().map(|place| self.community(place)).collect()
    }

    fn community(&self, place: &Place) -> Community {
        let seed = place.seed;
        Community {
            slug: seed.slug,
            name: seed.name,
            service_area: SERVICE_AREAS.iter().position(|area| area.key == seed.area).unwrap_or_default(),
            purpose: seed.purpose,
            charter: charter(seed.slug),
            join_rule: seed.join,
            core_rule: seed.core,
            visibility: seed.visibility,
            is_sensitive: seed.is_sensitive,
            stages: (place.stages.iter())
                .map(|(stage, ago, reason)| StageChange {
                    stage: *stage,
                    on: self.calendar.day(*ago),
                    reason,
                    by: Persona::Manager.person(),
                })
                .collect(),
            merged_into: seed.merged_into.and_then(|slug| self.index(slug)),
            links: seed.links.iter().map(|label| link(label, seed.slug)).collect(),
            topics: seed.topics,
            job_families: place.families.clone(),
            departments: place.departments.clone(),
        }
    }
}

fn link(label: &'static str, slug: &str) -> Link {
    let host = match label {
        CHANNEL => "teams",
        LIST => "lists",
        _ => "files",
    };
    Link { label, address: format!("https://{host}.demonstration.example/communities/{slug}") }
}

/// The places of departments, by their keys. A test holds that every key has one.
pub(crate) fn department_places(keys: &[&str]) -> Vec<usize> {
    keys.iter().filter_map(|key| DEPARTMENTS.iter().position(|known| known.key == *key)).collect()
}

/// The places of job families, by their keys. A test holds that every key has one.
fn family_places(keys: &[&str]) -> Vec<usize> {
    keys.iter().filter_map(|key| JOB_FAMILIES.iter().position(|known| known.key == *key)).collect()
}
