use copia_domain::wall;
use jiff::civil::date;
use rstest::rstest;

use super::*;

/// The offset that a reader finds for an instant: that of the onset which came last, each year's onsets counted out.
/// Written from RFC 5545, 3.6.5, without the database.
struct Reader {
    onsets: Vec<(Timestamp, Offset)>,
    before: Offset,
}

impl Reader {
    fn read(observances: &[Observance], years: i16) -> Self {
        let mut onsets = Vec::new();
        for observance in observances {
            let mut starts = vec![observance.start];
            if let Some(Yearly { month, nth, weekday }) = observance.yearly {
                let first = observance.start;
                starts = (first.year()..=years)
                    .map(|year| {
                        let day = date(year, month, 1).nth_weekday_of_month(nth, weekday).unwrap();
                        day.to_datetime(first.time())
                    })
                    .collect();
                assert_eq!(starts[0], first, "the first onset is one of the rule");
            }
            onsets.extend(starts.iter().map(|start| (observance.from.to_timestamp(*start).unwrap(), observance.to)));
        }
        onsets.sort();
        Self { onsets, before: observances[0].from }
    }

    fn offset(&self, at: Timestamp) -> Offset {
        let past = self.onsets.partition_point(|(onset, _)| *onset <= at);
        past.checked_sub(1).map_or(self.before, |last| self.onsets[last].1)
    }
}

fn assert_agrees(name: &str, first: civil::Date, last: civil::Date) {
    let zone = wall::zone(name).unwrap();
    let observances = observances(&zone, first, last);
    let reader = Reader::read(&observances, last.year() + 1);
    let begin = midnight(first);
    let end = midnight(last.saturating_add(2.days()));
    let mut moments: Vec<Timestamp> =
        zone.following(begin).map(|change| change.timestamp()).take_while(|at| *at < end).collect();
    moments.extend(reader.onsets.iter().map(|(at, _)| *at).filter(|at| (begin..end).contains(at)));
    moments.extend([begin, end]);
    for at in moments {
        for at in [at.saturating_sub(1.second()).unwrap(), at, at.saturating_add(1.second()).unwrap()] {
            assert_eq!(reader.offset(at), zone.to_offset(at), "{name} at {at}");
        }
    }
}

#[test]
fn calendar_rule_11_every_zone_is_what_the_database_says() {
    for name in wall::zone_names() {
        assert_agrees(&name, date(2026, 1, 1), date(2026, 1, 1));
        assert_agrees(&name, date(2025, 11, 20), date(2029, 3, 1));
        assert_agrees(&name, date(2036, 5, 1), date(2041, 5, 1));
    }
}

#[test]
fn calendar_rule_11_zones_whose_rules_changed_are_what_they_were() {
    for name in wall::zone_names() {
        for year in (1972..2026).step_by(2) {
            assert_agrees(&name, date(year, 3, 1), date(year + 3, 2, 1));
        }
    }
}

fn shape(name: &str, first: civil::Date, last: civil::Date) -> String {
    let zone = wall::zone(name).unwrap();
    let shapes = observances(&zone, first, last).into_iter().map(|observance| {
        let rule = observance.yearly.map_or(String::new(), |Yearly { month, nth, weekday }| {
            format!(" every {nth}{} of {month}", weekday_word(weekday))
        });
        format!("{} {}{rule}", observance.start.date(), offset(observance.to))
    });
    shapes.collect::<Vec<_>>().join("; ")
}

#[rstest]
#[case::northern("Europe/London", "2025-10-26 +0000 every -1SU of 10; 2026-03-29 +0100 every -1SU of 3")]
#[case::american("America/New_York", "2025-11-02 -0500 every 1SU of 11; 2026-03-08 -0400 every 2SU of 3")]
#[case::southern("Australia/Sydney", "2025-10-05 +1100 every 1SU of 10; 2026-04-05 +1000 every 1SU of 4")]
#[case::half_an_hour("Australia/Lord_Howe", "2025-10-05 +1100 every 1SU of 10; 2026-04-05 +1030 every 1SU of 4")]
#[case::a_quarter("Pacific/Chatham", "2025-09-28 +1345 every -1SU of 9; 2026-04-05 +1245 every 1SU of 4")]
#[case::never_changed_lately("Asia/Kathmandu", "1986-01-01 +0545")]
#[case::changed_for_good("America/Sao_Paulo", "2019-02-17 -0300")]
#[case::no_day_of_a_week_in_a_month(
    "America/Santiago",
    "2025-09-07 -0300; 2026-04-05 -0400; 2026-09-06 -0300; 2027-04-04 -0400; 2027-09-05 -0300"
)]
fn calendar_rule_09_a_zone_is_told_for_the_days_in_use(#[case] name: &str, #[case] expected: &str) {
    assert_eq!(shape(name, date(2026, 2, 1), date(2026, 11, 1)), expected);
}

#[test]
fn a_rule_that_is_about_to_end_is_not_told_as_a_rule() {
    let mexico = shape("America/Mexico_City", date(2022, 5, 1), date(2022, 12, 1));
    assert_eq!(mexico, "2022-04-03 -0500; 2022-10-30 -0600");
}

#[rstest]
#[case(0, "+0000")]
#[case(20_700, "+0545")]
#[case(-12_600, "-0330")]
#[case(-75, "-000115")]
fn calendar_rule_11_offsets_have_hours_and_minutes(#[case] seconds: i32, #[case] expected: &str) {
    assert_eq!(offset(Offset::from_seconds(seconds).unwrap()), expected);
}
