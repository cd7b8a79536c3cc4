use super::colour::DEGREES;
use super::{Hue, emblem};
use std::collections::HashSet;

const NAMES: [&str; 33] = [
    "Student Recruitment",
    "Internal Communications",
    "Digital Communications",
    "Events Management",
    "HR Generalists",
    "Recruitment",
    "Data and Insight",
    "Project and Programme Management",
    "Widening Participation",
    "Impact and Partnership Development",
    "Technical Staff",
    "Research Administration",
    "Library Services",
    "Student Wellbeing",
    "Finance Business Partners",
    "Procurement",
    "Estates and Sustainability",
    "Learning Technology",
    "Executive Assistants",
    "Timetabling and Space",
    "Data Protection",
    "Service Desk",
    "Alumni Relations",
    "Admissions",
    "Careers Advice",
    "Health and Safety",
    "Graduate Outcomes",
    "Software Engineering",
    "User Research",
    "Laboratory Managers",
    "Departmental Managers",
    "Open Science",
    "Chaplaincy and Faith",
];

#[test]
fn the_same_name_and_hue_give_the_same_emblem() {
    assert_eq!(emblem("Data and Insight", Hue::new(2)), emblem("  data and INSIGHT ", Hue::new(2)));
}

#[test]
fn an_emblem_never_changes_between_versions() {
    // People learn to know their community by its emblem: a change here is a decision.
    let drawn = emblem("Data and Insight", Hue::new(2));
    assert!(drawn.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"emblem\""));
    assert_eq!(digest(&drawn), PINNED);
}

const PINNED: u64 = 18_104_944_215_262_080_286;

fn digest(text: &str) -> u64 {
    text.bytes().fold(7, |sum, byte| sum.wrapping_mul(1_000_003).wrapping_add(u64::from(byte)))
}

#[test]
fn communities_of_one_area_differ_in_shape_not_only_in_colour() {
    let shapes: HashSet<String> = NAMES.iter().map(|name| without_colours(&emblem(name, Hue::new(0)))).collect();
    assert_eq!(shapes.len(), NAMES.len());
}

#[test]
fn each_hue_gives_other_colours() {
    let drawn: HashSet<String> = (0..12).map(|n| emblem("Recruitment", Hue::new(n))).collect();
    assert_eq!(drawn.len(), 12);
    assert_eq!(emblem("Recruitment", Hue::new(12)), emblem("Recruitment", Hue::new(0)));
}

#[test]
fn any_name_gives_well_formed_markup() {
    for name in NAMES.into_iter().chain(["", "<script>", "\0", "日本語 & \"quotes\"", "🧵"]) {
        let drawn = emblem(name, Hue::new(name.len()));
        assert!(!drawn.contains("script") && !drawn.contains('&'), "{name:?}");
        assert_well_formed(&drawn);
    }
}

#[test]
fn the_stylesheet_knows_the_same_hues() {
    let tokens = include_str!("../../assets/tokens.css");
    for (number, degrees) in DEGREES.iter().enumerate() {
        let class = Hue::new(number).class();
        assert!(
            tokens.contains(&format!(".{class} {{ --hue: {degrees}; }}")),
            "{class} is {degrees} degrees in the emblems"
        );
    }
}

fn without_colours(svg: &str) -> String {
    svg.split('#').map(|part| part.get(6..).unwrap_or(part)).collect()
}

/// Every element that is opened is closed, in order, and every attribute is quoted.
fn assert_well_formed(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else {
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            if !tag.ends_with('/') {
                open.push(tag.split(' ').next().unwrap());
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
}
