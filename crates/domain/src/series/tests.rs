use super::*;
use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case(Repeat::Weekly, date(2027, 1, 12), Ok("weekly 2, count 3"))]
#[case(Repeat::MonthlyWeekday, date(2027, 1, 12), Ok("monthly 2 weekday second, count 3"))]
#[case(Repeat::MonthlyWeekday, date(2027, 1, 29), Ok("monthly 2 weekday last, count 3"))]
#[case(Repeat::MonthlyWeekday, date(2027, 1, 28), Ok("monthly 2 weekday fourth, count 3"))]
#[case(Repeat::MonthlyLastWeekday, date(2027, 1, 28), Ok("monthly 2 weekday last, count 3"))]
#[case(Repeat::MonthlyLastWeekday, date(2027, 1, 12), Err(RuleFault::FirstDoesNotFit))]
#[case(Repeat::MonthlyDay, date(2027, 1, 28), Ok("monthly 2 day 28, count 3"))]
#[case(Repeat::MonthlyDay, date(2027, 1, 29), Err(RuleFault::Day))]
#[case(Repeat::MonthlyLastDay, date(2027, 1, 31), Ok("monthly 2 day last, count 3"))]
#[case(Repeat::MonthlyLastDay, date(2027, 1, 30), Err(RuleFault::FirstDoesNotFit))]
fn a_form_says_how_an_event_repeats(
    #[case] repeat: Repeat,
    #[case] first: Date,
    #[case] expected: Result<&str, RuleFault>,
) {
    let word = repeat.pattern(2, first).map(|pattern| Rule { pattern, bound: Bound::Count(3) }.word());
    assert_eq!(word, expected.map(str::to_owned));
}

#[test]
fn no_interval_is_not_every_week() {
    assert_eq!(Repeat::Weekly.pattern(0, date(2027, 1, 12)), Err(RuleFault::Interval));
}

fn weekly(count: u16) -> Rule {
    Rule { pattern: Pattern::Weekly { every: 1 }, bound: Bound::Count(count) }
}

#[test]
fn days_that_do_not_concern_the_reader_are_exceptions() {
    let first = date(2027, 1, 12);
    let named = [date(2027, 1, 12), date(2027, 1, 26)];
    assert_eq!(exceptions(&weekly(3), first, &named), Ok(vec![date(2027, 1, 19)]));
    assert_eq!(exceptions(&weekly(2), first, &[]), Ok(vec![first, date(2027, 1, 19)]));
}

#[rstest]
// The second Tuesday becomes the second Thursday.
#[case(
    "monthly 1 weekday second, count 4",
    date(2027, 1, 12),
    2,
    "monthly 1 weekday second, count 3",
    date(2027, 2, 11)
)]
// The last Friday becomes the last Thursday, and then the first Monday.
#[case("monthly 1 weekday last, count 4", date(2027, 1, 29), -1, "monthly 1 weekday last, count 3", date(2027, 2, 25))]
#[case("monthly 1 weekday last, count 4", date(2027, 1, 29), 3, "monthly 1 weekday first, count 3", date(2027, 3, 1))]
#[case("monthly 1 day last, count 4", date(2027, 1, 31), -1, "monthly 1 day 27, count 3", date(2027, 2, 27))]
#[case("weekly 2, count 4", date(2027, 1, 12), 1, "weekly 2, count 3", date(2027, 1, 27))]
fn what_follows_takes_the_pattern_of_its_first_day(
    #[case] rule: &str,
    #[case] first: Date,
    #[case] days: i64,
    #[case] after: &str,
    #[case] begins: Date,
) {
    let rule = Rule::parse(rule).unwrap();
    let at = rule.dates(first).unwrap()[1];
    let parted = part(&rule, first, at, days).unwrap();
    assert_eq!((parted.rule.word().as_str(), parted.first), (after, begins));
    assert_eq!(parted.before.map(|before| before.dates(first).unwrap()), Some(vec![first]));
}

#[test]
fn the_thirty_first_is_no_day_of_every_month() {
    let rule = Rule::parse("monthly 1 day 28, count 4").unwrap();
    assert_eq!(part(&rule, date(2027, 1, 28), date(2027, 1, 28), 3), Err(RuleFault::Day));
}

#[test]
fn a_series_is_parted_at_its_own_days_only() {
    assert_eq!(part(&weekly(3), date(2027, 1, 12), date(2027, 1, 13), 0), Err(RuleFault::NotASecondPart));
    assert_eq!(part(&weekly(3), date(2027, 1, 12), date(2027, 2, 2), 0), Err(RuleFault::NotASecondPart));
}

fn series() -> impl Strategy<Value = (Date, Rule)> {
    let day = (0..2_000_i32).prop_map(|day| date(2026, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap());
    let rule = (prop::sample::select(Repeat::ALL), 1_u8..5, 1_u16..30, day);
    rule.prop_filter_map("the day fits", |(repeat, every, count, first)| {
        let pattern = repeat.pattern(every, first).ok()?;
        let rule = Rule { pattern, bound: Bound::Count(count) };
        rule.dates(first).ok().map(|_| (first, rule))
    })
}

proptest! {
    /// Whatever the rule: its two parts have its days, each once and in order.
    #[test]
    fn parting_alone_changes_no_day((first, rule) in series(), which: prop::sample::Index) {
        let dates = rule.dates(first).unwrap();
        let at = *which.get(&dates);
        let parted = part(&rule, first, at, 0).unwrap();
        let mut both = parted.before.map_or_else(Vec::new, |before| before.dates(first).unwrap());
        prop_assert!(both.iter().all(|date| *date < at));
        both.extend(parted.rule.dates(parted.first).unwrap());
        prop_assert_eq!(both, dates);
    }

    /// Parting changes no day by itself, loses none, and keeps each session at its place.
    #[test]
    fn both_parts_together_are_the_whole(count in 1_u16..40, at in 0_usize..40, every in 1_u8..5, days in -20_i64..20) {
        let first = date(2027, 1, 12);
        let rule = Rule { pattern: Pattern::Weekly { every }, bound: Bound::Count(count) };
        let dates = rule.dates(first).unwrap();
        prop_assume!(at < dates.len());
        let parted = part(&rule, first, dates[at], days).unwrap();
        prop_assert_eq!(parted.before.is_none(), at == 0);
        let before = parted.before.map_or_else(Vec::new, |before| before.dates(first).unwrap());
        let was: Vec<Date> = parted.slots.iter().map(|(was, _)| *was).collect();
        prop_assert_eq!([before, was].concat(), dates);
        for (was, is) in &parted.slots {
            prop_assert_eq!(was.until(*is).unwrap().get_days(), i32::try_from(days).unwrap());
        }
    }
}
