use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn at(text: &str) -> When {
    When::from_timestamp(text.parse().unwrap())
}

fn place(name: &str) -> TimeZone {
    zone(name).unwrap()
}

#[rstest]
#[case::summer("Europe/London", date(2026, 6, 1).at(12, 0, 0, 0), "2026-06-01T11:00:00Z")]
#[case::winter("Europe/London", date(2026, 12, 1).at(12, 0, 0, 0), "2026-12-01T12:00:00Z")]
#[case::southern_summer("Australia/Sydney", date(2026, 1, 5).at(9, 0, 0, 0), "2026-01-04T22:00:00Z")]
#[case::quarter_hour("Asia/Kathmandu", date(2026, 1, 5).at(9, 0, 0, 0), "2026-01-05T03:15:00Z")]
#[case::utc("UTC", date(2026, 1, 5).at(9, 0, 0, 0), "2026-01-05T09:00:00Z")]
fn a_time_that_clocks_show_once(#[case] name: &str, #[case] local: DateTime, #[case] expected: &str) {
    assert_eq!(read(local, &place(name)), Reading::Once(at(expected)));
    assert_eq!(instant(local, &place(name)), at(expected));
}

#[rstest]
#[case::the_first_moment("Europe/London", date(2026, 3, 29).at(1, 0, 0, 0), date(2026, 3, 29).at(2, 0, 0, 0), "2026-03-29T01:00:00Z")]
#[case::the_middle("Europe/London", date(2026, 3, 29).at(1, 30, 0, 0), date(2026, 3, 29).at(2, 0, 0, 0), "2026-03-29T01:30:00Z")]
#[case::southern("Australia/Sydney", date(2026, 10, 4).at(2, 30, 0, 0), date(2026, 10, 4).at(3, 0, 0, 0), "2026-10-03T16:30:00Z")]
#[case::half_an_hour("Australia/Lord_Howe", date(2026, 10, 4).at(2, 10, 0, 0), date(2026, 10, 4).at(2, 30, 0, 0), "2026-10-03T15:40:00Z")]
#[case::midnight("America/Santiago", date(2026, 9, 6).at(0, 15, 0, 0), date(2026, 9, 6).at(1, 0, 0, 0), "2026-09-06T04:15:00Z")]
#[case::a_day_that_was_skipped("Pacific/Apia", date(2011, 12, 30).at(9, 0, 0, 0), date(2011, 12, 31).at(0, 0, 0, 0), "2011-12-30T19:00:00Z")]
fn a_time_that_clocks_never_show(
    #[case] name: &str,
    #[case] local: DateTime,
    #[case] next: DateTime,
    #[case] taken_for: &str,
) {
    assert_eq!(read(local, &place(name)), Reading::Never { next });
    assert_eq!(instant(local, &place(name)), at(taken_for));
}

#[rstest]
#[case("Europe/London", date(2026, 10, 25).at(1, 30, 0, 0), "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")]
#[case("Australia/Lord_Howe", date(2026, 4, 5).at(1, 45, 0, 0), "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z")]
#[case("America/Santiago", date(2026, 4, 4).at(23, 30, 0, 0), "2026-04-05T02:30:00Z", "2026-04-05T03:30:00Z")]
fn a_time_that_clocks_show_twice(
    #[case] name: &str,
    #[case] local: DateTime,
    #[case] earlier: &str,
    #[case] later: &str,
) {
    assert_eq!(read(local, &place(name)), Reading::Twice { earlier: at(earlier), later: at(later) });
    assert_eq!(instant(local, &place(name)), at(earlier));
}

#[rstest]
#[case::wrong_case("europe/london")]
#[case::wrong_case_of_the_place("Europe/london")]
#[case::offset("+01:00")]
#[case::posix("EST5EDT,M3.2.0,M11.1.0")]
#[case::abbreviation("EST")]
#[case::country("GB")]
#[case::fixed("Etc/GMT+5")]
#[case::machine("Local")]
#[case::machine_file("localtime")]
#[case::path("Europe/../UTC")]
#[case::nobody_knows("Europe/Atlantis")]
#[case::nothing("")]
fn a_zone_that_nobody_knows(#[case] name: &str) {
    assert_eq!(zone(name), None);
}

#[test]
fn places_are_offered_under_their_present_names() {
    let names = zone_names();
    assert!(names.is_sorted());
    assert!(names.len() > 400);
    for name in ["UTC", "Europe/London", "Europe/Oslo", "Asia/Kolkata", "America/Argentina/Buenos_Aires"] {
        assert!(names.contains(&name.to_owned()), "{name}");
    }
    for name in ["Asia/Calcutta", "Europe/Kiev", "GB", "EST", "Etc/UTC"] {
        assert!(!names.contains(&name.to_owned()), "{name}");
    }
    assert_eq!(zone("Asia/Calcutta").unwrap().iana_name(), Some("Asia/Calcutta"));
}

#[test]
fn every_zone_on_offer_is_known_and_no_former_name_is_made_up() {
    assert!(zone_names().iter().all(|name| zone(name).is_some()));
    let known: Vec<String> = ZONES.available().map(|name| name.as_str().to_owned()).collect();
    let former = known.iter().filter(|name| former::is_former(name));
    assert_eq!(former.count(), 71);
}

#[test]
fn the_end_of_the_calendar_is_no_error() {
    assert!(instant(DateTime::MAX, &place("America/New_York")) >= at("9999-12-30T00:00:00Z"));
    assert!(matches!(read(DateTime::MIN, &TimeZone::UTC), Reading::Once(_)));
}

proptest! {
    /// Each reading is what the clocks show at the instants that it names, and the three are told apart by nothing else.
    #[test]
    fn a_reading_is_what_the_clocks_show(
        name in prop::sample::select(zone_names()),
        minute in 0..(60 * 24 * 366 * 12_i64),
    ) {
        let zone = place(&name);
        let start = date(2020, 1, 1).at(0, 0, 0, 0);
        let local = start.checked_add(jiff::Span::new().minutes(minute)).unwrap();
        match read(local, &zone) {
            Reading::Once(once) => {
                prop_assert_eq!(once.local(&zone), local);
                prop_assert_eq!(instant(local, &zone), once);
            }
            Reading::Twice { earlier, later } => {
                prop_assert_eq!((earlier.local(&zone), later.local(&zone)), (local, local));
                prop_assert!(earlier < later);
                prop_assert_eq!(instant(local, &zone), earlier);
            }
            Reading::Never { next } => {
                prop_assert!(next > local);
                prop_assert!(instant(local, &zone).local(&zone) > local);
                let exists = !matches!(read(next, &zone), Reading::Never { .. });
                prop_assert!(exists);
            }
        }
    }
}
