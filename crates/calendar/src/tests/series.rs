//! Series: one object with its rule, its exceptions and the sessions that differ.

use super::*;
use jiff::civil::Date;

const WEEKLY: Rule = Rule { pattern: Pattern::Weekly { every: 1 }, bound: Bound::Count(4) };

fn series(rule: Rule) -> Series {
    Series { rule, exceptions: vec![], extra: vec![], overrides: vec![] }
}

fn starting(first: Date, hour: i8, zone: &str) -> Details {
    Details { timing: timed(first.at(hour, 30, 0, 0), zone), ..details() }
}

#[test]
fn a_series_with_an_exception_an_extra_date_and_a_moved_session() {
    let moved = Details { sequence: 4, summary: "Moved".to_owned(), ..starting(date(2026, 4, 1), 15, "Europe/London") };
    let series = Series {
        exceptions: vec![date(2026, 4, 7)],
        extra: vec![date(2026, 4, 9), date(2026, 4, 16)],
        overrides: vec![Override { date: date(2026, 3, 31), details: moved }],
        ..series(WEEKLY)
    };
    let event = event(starting(date(2026, 3, 24), 12, "Europe/London"), Part::Series(series));
    insta::assert_snapshot!(calendar(request(), vec![event]).text().unwrap().replace('\r', ""));
}

#[rstest]
#[case::weekly(Pattern::Weekly { every: 2 }, date(2026, 3, 24), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20260421T113000Z")]
#[case::by_day(Pattern::MonthlyByDay { every: 1, day: DayOfMonth::On(28) }, date(2026, 1, 28), "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28;UNTIL=20260328T123000Z")]
#[case::last_day(Pattern::MonthlyByDay { every: 3, day: DayOfMonth::Last }, date(2026, 1, 31), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20260731T113000Z")]
#[case::second_friday(Pattern::MonthlyByWeekday { every: 1, nth: Nth::Second }, date(2026, 9, 11), "FREQ=MONTHLY;INTERVAL=1;BYDAY=2FR;UNTIL=20261113T123000Z")]
#[case::calendar_rule_17_last_friday(Pattern::MonthlyByWeekday { every: 1, nth: Nth::Last }, date(2026, 7, 31), "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR;UNTIL=20260925T113000Z")]
fn a_rule_ends_with_its_last_date_in_utc(#[case] pattern: Pattern, #[case] first: Date, #[case] expected: &str) {
    let rule = Rule { pattern, bound: Bound::Count(3) };
    let text = unfolded(request(), event(starting(first, 12, "Europe/London"), Part::Series(series(rule))));
    assert_eq!(lines(&text, "RRULE"), [format!("RRULE:{expected}")]);
}

#[test]
fn a_series_that_ends_at_one_of_two_equal_times_ends_with_the_later() {
    let night = Part::Series(series(WEEKLY));
    let text = unfolded(request(), event(starting(date(2026, 10, 4), 1, "Europe/London"), night));
    assert_eq!(lines(&text, "RRULE"), ["RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=SU;UNTIL=20261025T013000Z"]);
}

#[test]
fn a_series_of_whole_days_ends_with_a_date() {
    let first = date(2026, 3, 24);
    let series = Series { exceptions: vec![date(2026, 3, 31)], extra: vec![date(2026, 4, 1)], ..series(WEEKLY) };
    let timing = Timing::AllDay { first, last: first };
    let text = unfolded(request(), event(Details { timing, ..details() }, Part::Series(series)));
    assert_eq!(lines(&text, "RRULE"), ["RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;UNTIL=20260414"]);
    assert_eq!(lines(&text, "EXDATE"), ["EXDATE;VALUE=DATE:20260331"]);
    assert_eq!(lines(&text, "RDATE"), ["RDATE;VALUE=DATE:20260401"]);
}

#[test]
fn calendar_rule_04_one_session_of_a_series_is_called_off_alone() {
    let slot = Slot::At { local: date(2026, 4, 7).at(12, 30, 0, 0), zone: wall::zone("Europe/London").unwrap() };
    let text = unfolded(cancel(), event(starting(date(2026, 4, 7), 12, "Europe/London"), Part::Session(slot)));
    assert_eq!(lines(&text, "RECURRENCE-ID"), ["RECURRENCE-ID;TZID=Europe/London:20260407T123000"]);
    assert_eq!(lines(&text, "STATUS"), ["STATUS:CANCELLED"]);
    assert!(!lines(&text, "RRULE").iter().any(|_| true));

    let day = Part::Session(Slot::On(date(2026, 4, 7)));
    let text = unfolded(cancel(), event(details(), day));
    assert_eq!(lines(&text, "RECURRENCE-ID"), ["RECURRENCE-ID;VALUE=DATE:20260407"]);
}

/// A weekly series at half past one at night meets both changes.
#[test]
fn a_session_at_a_time_that_the_clocks_skip_is_said() {
    let event = event(starting(date(2026, 3, 22), 1, "Europe/London"), Part::Series(series(WEEKLY)));
    let text = unfolded(request(), event);
    assert_eq!(lines(&text, "RECURRENCE-ID"), ["RECURRENCE-ID;TZID=Europe/London:20260329T013000"]);
    assert_eq!(lines(&text, "DTSTART")[1..], ["DTSTART;TZID=Europe/London:20260329T023000"]);
}

#[test]
fn a_session_at_a_time_that_comes_twice_is_said() {
    let event = event(starting(date(2026, 10, 18), 1, "Europe/London"), Part::Series(series(WEEKLY)));
    let text = unfolded(request(), event);
    assert_eq!(lines(&text, "RECURRENCE-ID"), ["RECURRENCE-ID;TZID=Europe/London:20261025T013000"]);
    assert_eq!(lines(&text, "DTSTART"), ["DTSTART;TZID=Europe/London:20261018T013000", "DTSTART:20261025T003000Z"]);
}

#[rstest]
#[case::the_first(false, "DTSTART:20261025T003000Z", "DTEND:20261025T013000Z")]
#[case::the_second(true, "DTSTART:20261025T013000Z", "DTEND:20261025T023000Z")]
fn a_series_that_begins_at_one_of_two_times_says_so_for_its_first_session(
    #[case] is_second: bool,
    #[case] start: &str,
    #[case] end: &str,
) {
    let mut details = starting(date(2026, 10, 25), 1, "Europe/London");
    if let Timing::Timed { is_second_of_two, .. } = &mut details.timing {
        *is_second_of_two = is_second;
    }
    let text = unfolded(request(), event(details, Part::Series(series(WEEKLY))));
    assert_eq!(lines(&text, "RECURRENCE-ID"), ["RECURRENCE-ID;TZID=Europe/London:20261025T013000"]);
    assert_eq!(lines(&text, "DTSTART"), ["DTSTART;TZID=Europe/London:20261025T013000", start]);
    assert_eq!(lines(&text, "DTEND")[1], end);
}

#[test]
fn a_session_that_is_excepted_or_moved_is_not_said_twice() {
    let first = date(2026, 3, 22);
    let excepted = Series { exceptions: vec![date(2026, 3, 29)], ..series(WEEKLY) };
    let text = unfolded(request(), event(starting(first, 1, "Europe/London"), Part::Series(excepted)));
    assert_eq!(lines(&text, "RECURRENCE-ID"), Vec::<String>::new());

    let details = starting(date(2026, 3, 30), 12, "Europe/London");
    let moved = Series { overrides: vec![Override { date: date(2026, 3, 29), details }], ..series(WEEKLY) };
    let text = unfolded(request(), event(starting(first, 1, "Europe/London"), Part::Series(moved)));
    assert_eq!(lines(&text, "RECURRENCE-ID").len(), 1);
}

#[test]
fn a_series_without_dates_is_not_written() {
    let rule = Rule { pattern: Pattern::Weekly { every: 0 }, bound: Bound::Count(4) };
    let broken = event(details(), Part::Series(series(rule)));
    assert!(matches!(calendar(request(), vec![broken]).text(), Err(crate::Fault::Rule(_))));
    let timing = Timing::AllDay { first: Date::MAX, last: Date::MAX };
    let beyond = event(Details { timing, ..details() }, Part::Single);
    assert!(matches!(calendar(request(), vec![beyond]).text(), Err(crate::Fault::OutOfCalendar(_))));
}
