//! The people of the sign-in page: who they are, and the situation in which one finds them.

use super::history::{Ledger, Tale};
use crate::content::departments::DEPARTMENTS;
use crate::content::events::{EventSeed, Situation};
use crate::content::job_families::JOB_FAMILIES;
use crate::content::names::PERSONAS;
use crate::programme::GradeBand::{self, Eight, Nine, Seven, Six};
use crate::programme::{FamilyName, Person, Persona};

type Work = (&'static str, Option<&'static str>, &'static str, GradeBand, &'static [&'static str]);

/// Department, job family, title, grade and interests; the newcomer has stated nothing.
fn work(persona: Persona) -> Option<Work> {
    Some(match persona {
        Persona::Manager => ("human-resources", Some("human-resources"), "Head of Communities of Practice", Eight, &[]),
        Persona::Lead => (
            "planning-office",
            Some("planning-and-data"),
            "Insight Manager",
            Seven,
            &["Definitions and data quality", "Dashboards", "Surveys"],
        ),
        Persona::CoreMember => (
            "art-and-design",
            Some("communications"),
            "Digital Communications Officer",
            Six,
            &["Accessible content", "Film making"],
        ),
        Persona::Member => (
            "business-school",
            Some("communications"),
            "Communications Officer",
            Six,
            &["Open days", "Social media", "Event planning"],
        ),
        Persona::Newcomer => return None,
        Persona::Sponsor => ("governance", None, "Chief Operating Officer", Nine, &[]),
        Persona::Editor => ("communications", Some("communications"), "Senior Communications Manager", Eight, &[]),
        Persona::Auditor => ("governance", None, "Internal Auditor", Seven, &[]),
        Persona::Administrator => {
            ("information-services", Some("information-technology"), "Systems Engineer", Seven, &["User support"])
        }
    })
}

/// Turns a person into a persona.
pub(crate) fn describe(persona: Persona, person: &mut Person) {
    if let Some((given, family)) = PERSONAS.get(persona as usize) {
        person.given = given;
        person.family = FamilyName(family, "");
    }
    let Some((department, job_family, title, grade, interests)) = work(persona) else { return };
    person.department = DEPARTMENTS.iter().position(|known| known.key == department);
    person.job_family = job_family.and_then(|family| JOB_FAMILIES.iter().position(|known| known.key == family));
    person.job_title = Some(title);
    person.grade = Some(grade);
    person.interests = interests.into();
}

/// Memberships of the personas. The lead's own community comes with the role.
pub(crate) fn memberships(ledger: &mut Ledger<'_>) {
    for (persona, slug, days) in [
        (Persona::Manager, "project-and-programme-management", 610),
        (Persona::Lead, "project-and-programme-management", 430),
        (Persona::CoreMember, "internal-communications", 380),
        (Persona::Member, "student-recruitment", 520),
        (Persona::Member, "digital-communications", 290),
        (Persona::Member, "events-management", 85),
        (Persona::Editor, "internal-communications", 450),
        (Persona::Administrator, "service-desk-and-user-support", 240),
    ] {
        ledger.tell(persona.person(), slug, |tale| tale.enter(days));
    }
    ledger.tell(Persona::CoreMember.person(), "digital-communications", |tale| {
        tale.enter(540);
        tale.become_core(320);
    });
    ledger.tell(Persona::Member.person(), "data-and-insight", |tale| {
        tale.ask_hours_ago(
            60,
            "I write the Business School's annual review and would like to use figures that stand up. May I join as a wider member?",
        );
    });
    ledger.tell(Persona::Member.person(), "safeguarding-practice", declined);
}

/// Where the member comes in the order of those who register for the last event of a seed: they have a seat at one,
/// wait for another, are offered a seat at a third, and were at two, of which one asks how it was.
pub(crate) fn member_comes(seed: &EventSeed) -> Option<usize> {
    let seats = seed.seats.map_or(0, |seats| seats as usize);
    match seed.last {
        Situation::Full => Some(seats + 2),
        Situation::Offered => Some(seats),
        Situation::Ordinary if seed.title == "Captions without tears" => Some(3),
        Situation::Ordinary if ["Saying no to a partner, kindly", "One form for returns"].contains(&seed.title) => {
            Some(1)
        }
        _ => None,
    }
}

/// Who looks after the questions at the last event of a seed.
pub(crate) fn moderator(seed: &EventSeed) -> Option<Persona> {
    (seed.title == "Captions without tears").then_some(Persona::CoreMember)
}

fn declined(tale: &mut Tale<'_, '_>) {
    tale.ask(41, "I organise events at which young people stay overnight and want to do this properly.");
    tale.decline(
        39,
        "Thank you for asking. The community is for designated contacts, because members discuss how cases are handled. For your events, our training on the first Monday of term is open to you.",
    );
}
