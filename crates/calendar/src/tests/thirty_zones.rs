//! A weekly series over three years in 30 zones, as golden files.

use super::*;

#[test]
fn calendar_rule_11_thirty_zones() {
    for name in wall::SAMPLE {
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
