//! The charters, compiled in from `demo/programme/charters`.

use copia_domain::communities::CharterPart;

/// The Markdown of a community's charter; empty for a community without one.
fn markdown(slug: &str) -> &'static str {
    macro_rules! charters {
        ($($slug:literal)+) => {
            match slug {
                $($slug => include_str!(concat!("../../../../demo/programme/charters/", $slug, ".md")),)+
                _ => "",
            }
        };
    }
    charters!(
        "student-recruitment" "internal-communications" "digital-communications" "events-management"
        "hr-generalists" "recruitment" "hybrid-working-coordinators" "data-and-insight"
        "project-and-programme-management" "widening-participation" "safeguarding-practice"
        "impact-and-partnership-development" "technical-staff" "learning-technologists"
        "procurement-and-contract-management" "finance-business-partners" "research-administration"
        "research-data-stewardship" "service-desk-and-user-support" "automation-in-administration"
        "front-of-house" "sustainable-campus"
    )
}

/// The parts of a community's charter, in the order in which the file has them.
pub(crate) fn charter(slug: &str) -> Vec<(CharterPart, &'static str)> {
    let sections = markdown(slug).split("## ").filter_map(|section| section.split_once('\n'));
    sections.filter_map(|(heading, text)| Some((part(heading)?, text.trim()))).collect()
}

fn part(heading: &str) -> Option<CharterPart> {
    Some(match heading {
        "Purpose" => CharterPart::Purpose,
        "Scope" => CharterPart::Scope,
        "Who it is for" => CharterPart::Audience,
        "How it works" => CharterPart::WaysOfWorking,
        "Cadence" => CharterPart::Cadence,
        "What success looks like" => CharterPart::Success,
        _ => return None,
    })
}
