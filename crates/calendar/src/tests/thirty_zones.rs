//! A weekly series over three years in 30 zones, as golden files.

use super::*;

/// Both hemispheres, with summer time and without, by whole hours, half hours and quarters.
const ZONES: [&str; 30] = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Johannesburg",
    "America/Asuncion",
    "America/Chicago",
    "America/Halifax",
    "America/Havana",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Asia/Almaty",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Atlantic/Azores",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Easter",
];

#[test]
fn rule_11_thirty_zones() {
    for name in ZONES {
        let rule = Rule { pattern: Pattern::Weekly { every: 2 }, bound: Bound::Until(date(2026, 12, 20)) };
        let series = Series { rule, exceptions: vec![], extra: vec![], overrides: vec![] };
        let timing = timed(date(2024, 2, 6).at(12, 30, 0, 0), name);
        let bare =
            Details { timing, place: None, page: None, join: None, alarms: vec![], categories: vec![], ..details() };
        let text = calendar(Purpose::Feed, vec![event(bare, Part::Series(series))]).text().unwrap();
        let zone = &text[text.find("BEGIN:VTIMEZONE").unwrap()..text.find("BEGIN:VEVENT").unwrap()];
        insta::assert_snapshot!(name.replace('/', "-"), zone.replace('\r', ""));
    }
}
