use jiff::civil::{Date, date};
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::wall;

const fn weekly(every: u8) -> Pattern {
    Pattern::Weekly { every }
}

const fn on(every: u8, day: u8) -> Pattern {
    Pattern::MonthlyByDay { every, day: DayOfMonth::On(day) }
}

const fn last_day(every: u8) -> Pattern {
    Pattern::MonthlyByDay { every, day: DayOfMonth::Last }
}

const fn nth(every: u8, nth: Nth) -> Pattern {
    Pattern::MonthlyByWeekday { every, nth }
}

fn dates(pattern: Pattern, bound: Bound, first: Date) -> Result<String, RuleFault> {
    let dates = Rule { pattern, bound }.dates(first)?;
    Ok(dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
}

#[rstest]
#[case::weekly(weekly(1), date(2026, 3, 24), "2026-03-24 2026-03-31 2026-04-07")]
#[case::every_other_week(weekly(2), date(2026, 12, 22), "2026-12-22 2027-01-05 2027-01-19")]
#[case::by_day(on(1, 28), date(2026, 1, 28), "2026-01-28 2026-02-28 2026-03-28")]
#[case::every_quarter(on(3, 15), date(2026, 11, 15), "2026-11-15 2027-02-15 2027-05-15")]
#[case::last_day(last_day(1), date(2028, 1, 31), "2028-01-31 2028-02-29 2028-03-31")]
#[case::last_day_from_a_short_month(last_day(1), date(2026, 2, 28), "2026-02-28 2026-03-31 2026-04-30")]
#[case::second_tuesday(nth(1, Nth::Second), date(2026, 9, 8), "2026-09-08 2026-10-13 2026-11-10")]
#[case::fourth_friday(nth(2, Nth::Fourth), date(2026, 1, 23), "2026-01-23 2026-03-27 2026-05-22")]
#[case::last_thursday(nth(1, Nth::Last), date(2026, 4, 30), "2026-04-30 2026-05-28 2026-06-25")]
fn three_dates(#[case] pattern: Pattern, #[case] first: Date, #[case] expected: &str) {
    assert_eq!(dates(pattern, Bound::Count(3), first).unwrap(), expected);
}

#[rstest]
#[case::the_last_date_itself(date(2026, 4, 7), "2026-03-24 2026-03-31 2026-04-07")]
#[case::the_day_before_it(date(2026, 4, 6), "2026-03-24 2026-03-31")]
#[case::the_first_date(date(2026, 3, 24), "2026-03-24")]
fn the_end_is_within_the_series(#[case] until: Date, #[case] expected: &str) {
    assert_eq!(dates(weekly(1), Bound::Until(until), date(2026, 3, 24)).unwrap(), expected);
}

const FIRST: Date = date(2026, 1, 6);

#[rstest]
#[case::no_interval(weekly(0), Bound::Count(3), RuleFault::Interval)]
#[case::more_than_a_year_of_weeks(weekly(53), Bound::Count(3), RuleFault::Interval)]
#[case::more_than_a_year_of_months(on(13, 6), Bound::Count(3), RuleFault::Interval)]
#[case::no_interval_of_months(nth(0, Nth::First), Bound::Count(3), RuleFault::Interval)]
#[case::a_day_that_some_months_lack(on(1, 29), Bound::Count(3), RuleFault::Day)]
#[case::a_day_that_no_month_has(on(1, 0), Bound::Count(3), RuleFault::Day)]
#[case::no_dates(weekly(1), Bound::Count(0), RuleFault::NoDates)]
#[case::too_many(weekly(1), Bound::Count(101), RuleFault::TooMany)]
#[case::too_many_by_its_end(weekly(1), Bound::Until(date(2028, 12, 31)), RuleFault::TooMany)]
#[case::too_far(on(1, 6), Bound::Count(38), RuleFault::TooFar)]
#[case::too_far_by_its_end(on(1, 6), Bound::Until(date(2029, 1, 7)), RuleFault::TooFar)]
#[case::another_day(on(1, 7), Bound::Count(3), RuleFault::FirstDoesNotFit)]
#[case::not_the_last_day(last_day(1), Bound::Count(3), RuleFault::FirstDoesNotFit)]
#[case::another_week(nth(1, Nth::Second), Bound::Count(3), RuleFault::FirstDoesNotFit)]
#[case::not_the_last_week(nth(1, Nth::Last), Bound::Count(3), RuleFault::FirstDoesNotFit)]
#[case::an_end_before_the_first(weekly(1), Bound::Until(date(2026, 1, 5)), RuleFault::EndsBeforeFirst)]
fn faults(#[case] pattern: Pattern, #[case] bound: Bound, #[case] expected: RuleFault) {
    assert_eq!(dates(pattern, bound, FIRST), Err(expected));
}

#[test]
fn the_limits_themselves_are_allowed() {
    assert!(dates(weekly(1), Bound::Count(100), FIRST).is_ok());
    assert!(dates(weekly(52), Bound::Count(3), FIRST).is_ok());
    assert!(dates(on(12, 6), Bound::Count(4), FIRST).is_ok());
    assert!(dates(on(1, 6), Bound::Count(37), FIRST).is_ok());
    assert!(dates(on(1, 6), Bound::Until(date(2029, 1, 6)), FIRST).is_ok());
}

#[test]
fn the_end_of_the_calendar_is_too_far() {
    assert_eq!(dates(weekly(1), Bound::Count(2), Date::MAX), Err(RuleFault::TooFar));
    assert_eq!(dates(weekly(1), Bound::Until(Date::MAX), date(9998, 1, 1)), Err(RuleFault::TooFar));
}

#[test]
fn a_series_has_one_end() {
    assert_eq!(Bound::from_choice(None, None), Err(RuleFault::NoEnd));
    assert_eq!(Bound::from_choice(Some(3), Some(FIRST)), Err(RuleFault::TwoEnds));
    assert_eq!(Bound::from_choice(Some(3), None), Ok(Bound::Count(3)));
    assert_eq!(Bound::from_choice(None, Some(FIRST)), Ok(Bound::Until(FIRST)));
}

#[rstest]
#[case::second_tuesday(date(2026, 9, 8), vec![weekly(1), on(1, 8), nth(1, Nth::Second)])]
#[case::fourth_and_not_last(date(2026, 9, 22), vec![weekly(1), on(1, 22), nth(1, Nth::Fourth)])]
#[case::fourth_and_just_not_last(date(2026, 9, 23), vec![weekly(1), on(1, 23), nth(1, Nth::Fourth)])]
#[case::fourth_and_just_last(date(2026, 9, 24), vec![weekly(1), on(1, 24), nth(1, Nth::Fourth), nth(1, Nth::Last)])]
#[case::fourth_and_last(date(2026, 9, 25), vec![weekly(1), on(1, 25), nth(1, Nth::Fourth), nth(1, Nth::Last)])]
#[case::end_of_february(date(2026, 2, 28), vec![weekly(1), on(1, 28), last_day(1), nth(1, Nth::Fourth), nth(1, Nth::Last)])]
fn offered(#[case] first: Date, #[case] expected: Vec<Pattern>) {
    assert_eq!(Rule::offered(first), expected);
}

#[rstest]
#[case::the_29th(date(2026, 9, 29), vec![weekly(1), nth(1, Nth::Last)])]
#[case::the_30th_of_thirty(date(2026, 9, 30), vec![weekly(1), last_day(1), nth(1, Nth::Last)])]
#[case::the_30th_of_thirty_one(date(2026, 10, 30), vec![weekly(1), nth(1, Nth::Last)])]
#[case::the_31st(date(2026, 12, 31), vec![weekly(1), last_day(1), nth(1, Nth::Last)])]
#[case::a_leap_day(date(2028, 2, 29), vec![weekly(1), last_day(1), nth(1, Nth::Last)])]
fn calendar_rule_17_a_fifth_weekday_is_offered_as_the_last(#[case] first: Date, #[case] expected: Vec<Pattern>) {
    assert_eq!(Rule::offered(first), expected);
}

#[rstest]
#[case("weekly 2, count 10", Rule { pattern: weekly(2), bound: Bound::Count(10) })]
#[case("monthly 1 day 15, until 2027-03-31", Rule { pattern: on(1, 15), bound: Bound::Until(date(2027, 3, 31)) })]
#[case("monthly 1 day last, count 6", Rule { pattern: last_day(1), bound: Bound::Count(6) })]
#[case("monthly 2 weekday second, count 6", Rule { pattern: nth(2, Nth::Second), bound: Bound::Count(6) })]
fn words(#[case] word: &str, #[case] rule: Rule) {
    assert_eq!(rule.word(), word);
    assert_eq!(Rule::parse(word), Some(rule));
}

#[rstest]
#[case("")]
#[case("weekly 1")]
#[case("weekly 01, count 3")]
#[case("weekly 1, count +3")]
#[case("weekly 1, count 3 ")]
#[case("weekly 256, count 3")]
#[case("weekly 1, until 20260101")]
#[case("monthly 1 weekday fifth, count 3")]
#[case("monthly 1, count 3")]
#[case("yearly 1, count 3")]
fn words_of_no_rule(#[case] word: &str) {
    assert_eq!(Rule::parse(word), None);
}

fn first() -> impl Strategy<Value = Date> {
    (2024..2040_i16, 1..=366_i16)
        .prop_map(|(year, day)| date(year, 1, 1).checked_add(Span::new().days(day - 1)).unwrap())
}

fn bound() -> impl Strategy<Value = Bound> {
    let count = (1..=120_u16).prop_map(Bound::Count);
    prop_oneof![count, first().prop_map(Bound::Until)]
}

/// A first date, a pattern that fits it with some interval, and an end.
fn series() -> impl Strategy<Value = (Date, Rule)> {
    (first(), any::<prop::sample::Index>(), 1..=6_u8, bound()).prop_map(|(first, which, interval, bound)| {
        let pattern = match *which.get(&Rule::offered(first)) {
            Pattern::Weekly { .. } => weekly(interval),
            Pattern::MonthlyByDay { day, .. } => Pattern::MonthlyByDay { every: interval, day },
            Pattern::MonthlyByWeekday { nth, .. } => Pattern::MonthlyByWeekday { every: interval, nth },
        };
        (first, Rule { pattern, bound })
    })
}

proptest! {
    #[test]
    fn the_text_of_a_rule_is_read_back((_, rule) in series()) {
        prop_assert_eq!(Rule::parse(&rule.word()), Some(rule));
    }

    #[test]
    fn reading_a_rule_never_fails_badly(text in "(weekly|monthly)? ?[0-9]{0,3}( day| weekday)? ?[a-z0-9]{0,6},? (count|until) ?.{0,10}") {
        let _ = Rule::parse(&text);
    }

    #[test]
    fn dates_begin_with_the_first_and_keep_to_the_pattern((first, rule) in series()) {
        let Ok(dates) = rule.dates(first) else { return Ok(()) };
        prop_assert_eq!(dates[0], first);
        prop_assert!(dates.len() <= DATES);
        prop_assert!(dates.is_sorted_by(|a, b| a < b));
        for date in &dates {
            prop_assert!(rule.pattern.check(*date).is_ok());
            if !matches!(rule.pattern, Pattern::MonthlyByDay { .. }) {
                prop_assert_eq!(date.weekday(), first.weekday());
            }
        }
        match rule.bound {
            Bound::Count(count) => prop_assert_eq!(dates.len(), usize::from(count)),
            Bound::Until(day) => prop_assert!(dates.iter().all(|date| *date <= day)),
        }
    }

    #[test]
    fn monthly_rules_skip_no_month((first, rule) in series()) {
        let every = match rule.pattern {
            Pattern::Weekly { .. } => return Ok(()),
            Pattern::MonthlyByDay { every, .. } | Pattern::MonthlyByWeekday { every, .. } => i32::from(every),
        };
        let month = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
        let dates = rule.dates(first).unwrap_or_default();
        prop_assert!(dates.windows(2).all(|pair| month(pair[1]) - month(pair[0]) == every));
    }
}

#[test]
fn a_series_keeps_its_wall_time_over_every_clock_change_in_30_zones() {
    let rule = Rule { pattern: weekly(1), bound: Bound::Count(100) };
    let mut changing = 0;
    for name in wall::SAMPLE {
        let zone = wall::zone(name).unwrap();
        let locals = rule.dates(FIRST).unwrap().into_iter().map(|day| day.at(12, 30, 0, 0));
        let starts: Vec<_> = locals.map(|local| (local, wall::instant(local, &zone))).collect();
        assert!(starts.iter().all(|(local, start)| start.local(&zone) == *local), "{name}");
        let weeks: Vec<i64> = starts.windows(2).map(|pair| pair[1].1.micros() - pair[0].1.micros()).collect();
        changing += usize::from(weeks.iter().any(|week| *week != weeks[0]));
    }
    assert_eq!(changing, 22, "zones whose weeks are not all equally long");
}
