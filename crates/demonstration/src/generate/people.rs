//! The people: names, work and interests.

use copia_domain::time::Day;

use super::personas;
use super::site::{Site, department_places};
use crate::calendar::Ago;
use crate::content::departments::{CENTRAL, DEPARTMENTS};
use crate::content::job_families::{JOB_FAMILIES, SENIOR_POSTS, SENIOR_TITLES};
use crate::content::names::{ENDINGS, FAMILY, GIVEN, STEMS};
use crate::content::words::ABOUT;
use crate::dice::Dice;
use crate::programme::{FamilyName, GradeBand, Person, PersonIndex, Persona};

/// The first person after the personas. From here on people are senior, and sponsor communities.
pub(crate) const FIRST_SENIOR: PersonIndex = 9;
/// The first person who is neither a persona nor senior.
pub(crate) const FIRST_COLLEAGUE: PersonIndex = FIRST_SENIOR + 40;

/// Everybody, with the day since which they have been known.
pub(crate) struct Crowd {
    people: Vec<Person>,
    since: Vec<Ago>,
}

impl Crowd {
    pub(crate) fn person(&self, index: PersonIndex) -> Option<&Person> {
        self.people.get(index as usize)
    }

    /// The colleagues who are neither personas nor sponsors.
    pub(crate) fn colleagues(&self) -> std::ops::Range<PersonIndex> {
        FIRST_COLLEAGUE..PersonIndex::try_from(self.people.len()).unwrap_or(PersonIndex::MAX)
    }

    pub(crate) fn since(&self, index: PersonIndex) -> Ago {
        self.since.get(index as usize).copied().unwrap_or(1)
    }

    /// Nobody can have done something before they were known.
    pub(crate) fn known_by(&mut self, index: PersonIndex, ago: Ago) {
        if let Some(since) = self.since.get_mut(index as usize) {
            *since = ago.max(*since);
        }
    }

    pub(crate) fn into_people(mut self, site: &Site) -> Vec<Person> {
        for (person, since) in self.people.iter_mut().zip(&self.since) {
            person.since = site.calendar.day(*since);
        }
        self.people
    }
}

/// Makes everybody.
pub(crate) fn crowd(site: &Site, many: u32, dice: &mut Dice) -> Crowd {
    let homes: Vec<Vec<usize>> = JOB_FAMILIES.iter().map(|family| department_places(family.home)).collect();
    let mut crowd = Crowd { people: Vec::with_capacity(many as usize), since: Vec::with_capacity(many as usize) };
    for index in 0..many {
        let mut person = somebody(index, dice);
        if let Some(persona) = Persona::ALL.get(index as usize) {
            personas::describe(*persona, &mut person);
        } else if index < FIRST_COLLEAGUE {
            senior(index - FIRST_SENIOR, &mut person, dice);
        } else if !dice.chance(40) {
            work(site, &homes, &mut person, dice);
        }
        let span = site.calendar.share(0);
        crowd.people.push(person);
        // The later of two days: the programme has grown year by year.
        crowd.since.push(match index {
            4 => 3, // The newcomer.
            _ => dice.between(5, span).min(dice.between(5, span)),
        });
    }
    crowd
}

fn somebody(index: u32, dice: &mut Dice) -> Person {
    let family = if dice.chance(550) {
        FamilyName(dice.pick(STEMS), dice.pick(ENDINGS))
    } else {
        FamilyName(dice.pick(FAMILY), "")
    };
    Person {
        number: index.saturating_add(1),
        given: dice.pick(GIVEN),
        family,
        department: None,
        job_family: None,
        job_title: None,
        grade: None,
        interests: Box::default(),
        about: None,
        locale: None,
        since: Day(jiff::civil::Date::ZERO),
    }
}

/// Gives a person a senior post: those of which there is one first.
fn senior(rank: u32, person: &mut Person, dice: &mut Dice) {
    person.grade = Some(GradeBand::Nine);
    if let Some((department, title)) = SENIOR_POSTS.get(rank as usize) {
        person.department = department_places(&[department]).pop();
        person.job_title = Some(title);
    } else {
        person.department = Some(outside_the_centre(dice));
        person.job_title = Some(dice.pick(&SENIOR_TITLES));
    }
}

fn outside_the_centre(dice: &mut Dice) -> usize {
    let many = DEPARTMENTS.len().saturating_sub(CENTRAL);
    CENTRAL + dice.below(u32::try_from(many).unwrap_or(0)) as usize
}

/// Gives a person a job family, a title, a department where such people work, and interests.
fn work(site: &Site, homes: &[Vec<usize>], person: &mut Person, dice: &mut Dice) {
    let choice = dice.below(u32::try_from(JOB_FAMILIES.len()).unwrap_or(0)) as usize;
    let Some(family) = JOB_FAMILIES.get(choice) else { return };
    let (title, grade): (&str, GradeBand) = dice.pick(family.titles);
    person.job_family = Some(choice);
    person.job_title = Some(title);
    person.grade = Some(grade);

    let home = homes.get(choice).map(Vec::as_slice).unwrap_or_default();
    person.department =
        Some(if !home.is_empty() && dice.chance(550) { dice.pick(home) } else { outside_the_centre(dice) });

    let suited: Vec<&[&'static str]> =
        site.places.iter().filter(|place| place.suits_family(Some(choice))).map(|place| place.seed.topics).collect();
    let mut interests = Vec::new();
    for _ in 0..dice.below(5) {
        let topics: &[&'static str] = dice.pick(&suited);
        let topic = dice.pick(topics);
        if !topic.is_empty() && !interests.contains(&topic) {
            interests.push(topic);
        }
    }
    person.interests = interests.into_boxed_slice();
    person.about = dice.chance(180).then(|| dice.pick(ABOUT));
    person.locale = dice.chance(50).then_some("en-GB");
}
