use super::*;
use Name::*;
use Nation::{EnglandAndWales, NorthernIreland, Scotland};
use proptest::prelude::*;

/// The days of one year as month and day, for instance `0102*` for a substitute on 2 January.
fn days(year: i16, nation: Nation) -> String {
    let holidays = between(date(year, 1, 1), date(year, 12, 31), nation).into_iter();
    let day = |h: Holiday| format!("{:02}{:02}{}", h.day.month(), h.day.day(), if h.is_substitute { "*" } else { "" });
    holidays.map(day).collect::<Vec<_>>().join(" ")
}

// As published on https://www.gov.uk/bank-holidays, with its notes of substitute days.
#[rstest::rstest]
#[case(2017, EnglandAndWales, "0102* 0414 0417 0501 0529 0828 1225 1226")]
#[case(2017, Scotland, "0102 0103* 0414 0501 0529 0807 1130 1225 1226")]
#[case(2017, NorthernIreland, "0102* 0317 0414 0417 0501 0529 0712 0828 1225 1226")]
#[case(2018, EnglandAndWales, "0101 0330 0402 0507 0528 0827 1225 1226")]
#[case(2018, Scotland, "0101 0102 0330 0507 0528 0806 1130 1225 1226")]
#[case(2018, NorthernIreland, "0101 0319* 0330 0402 0507 0528 0712 0827 1225 1226")]
#[case(2019, EnglandAndWales, "0101 0419 0422 0506 0527 0826 1225 1226")]
#[case(2019, Scotland, "0101 0102 0419 0506 0527 0805 1202* 1225 1226")]
#[case(2019, NorthernIreland, "0101 0318* 0419 0422 0506 0527 0712 0826 1225 1226")]
#[case(2020, EnglandAndWales, "0101 0410 0413 0508 0525 0831 1225 1228*")]
#[case(2020, Scotland, "0101 0102 0410 0508 0525 0803 1130 1225 1228*")]
#[case(2020, NorthernIreland, "0101 0317 0410 0413 0508 0525 0713* 0831 1225 1228*")]
#[case(2021, EnglandAndWales, "0101 0402 0405 0503 0531 0830 1227* 1228*")]
#[case(2021, Scotland, "0101 0104* 0402 0503 0531 0802 1130 1227* 1228*")]
#[case(2021, NorthernIreland, "0101 0317 0402 0405 0503 0531 0712 0830 1227* 1228*")]
#[case(2022, EnglandAndWales, "0103* 0415 0418 0502 0602 0603 0829 0919 1226 1227*")]
#[case(2022, Scotland, "0103* 0104* 0415 0502 0602 0603 0801 0919 1130 1226 1227*")]
#[case(2022, NorthernIreland, "0103* 0317 0415 0418 0502 0602 0603 0712 0829 0919 1226 1227*")]
#[case(2023, EnglandAndWales, "0102* 0407 0410 0501 0508 0529 0828 1225 1226")]
// Published with both as substitutes; the Act keeps 2 January on its day. The days are the same.
#[case(2023, Scotland, "0102 0103* 0407 0501 0508 0529 0807 1130 1225 1226")]
#[case(2023, NorthernIreland, "0102* 0317 0407 0410 0501 0508 0529 0712 0828 1225 1226")]
#[case(2024, EnglandAndWales, "0101 0329 0401 0506 0527 0826 1225 1226")]
#[case(2024, Scotland, "0101 0102 0329 0506 0527 0805 1202* 1225 1226")]
#[case(2024, NorthernIreland, "0101 0318* 0329 0401 0506 0527 0712 0826 1225 1226")]
#[case(2025, EnglandAndWales, "0101 0418 0421 0505 0526 0825 1225 1226")]
#[case(2025, Scotland, "0101 0102 0418 0505 0526 0804 1201* 1225 1226")]
#[case(2025, NorthernIreland, "0101 0317 0418 0421 0505 0526 0714* 0825 1225 1226")]
#[case(2026, EnglandAndWales, "0101 0403 0406 0504 0525 0831 1225 1228*")]
#[case(2026, Scotland, "0101 0102 0403 0504 0525 0615 0803 1130 1225 1228*")]
#[case(2026, NorthernIreland, "0101 0317 0403 0406 0504 0525 0713* 0831 1225 1228*")]
#[case(2027, EnglandAndWales, "0101 0326 0329 0503 0531 0830 1227* 1228*")]
#[case(2027, Scotland, "0101 0104* 0326 0503 0531 0802 1130 1227* 1228*")]
#[case(2027, NorthernIreland, "0101 0317 0326 0329 0503 0531 0712 0830 1227* 1228*")]
fn the_published_days(#[case] year: i16, #[case] nation: Nation, #[case] published: &str) {
    assert_eq!(days(year, nation), published);
}

#[rstest::rstest]
#[case(date(2021, 12, 27), EnglandAndWales, Some(Christmas))]
#[case(date(2021, 12, 28), EnglandAndWales, Some(BoxingDay))]
#[case(date(2022, 12, 26), Scotland, Some(BoxingDay))]
#[case(date(2022, 12, 27), Scotland, Some(Christmas))]
#[case(date(2022, 12, 25), Scotland, None)]
#[case(date(2017, 1, 2), Scotland, Some(SecondJanuary))]
#[case(date(2017, 1, 3), Scotland, Some(NewYear))]
#[case(date(2022, 1, 4), Scotland, Some(SecondJanuary))]
#[case(date(2020, 5, 4), EnglandAndWales, None)]
#[case(date(2020, 5, 8), EnglandAndWales, Some(EarlyMay))]
#[case(date(2022, 5, 30), EnglandAndWales, None)]
#[case(date(2022, 6, 2), EnglandAndWales, Some(Spring))]
#[case(date(2022, 6, 3), NorthernIreland, Some(PlatinumJubilee))]
#[case(date(2022, 9, 19), Scotland, Some(StateFuneral))]
#[case(date(2023, 5, 8), Scotland, Some(Coronation))]
#[case(date(2026, 6, 15), Scotland, Some(WorldCup))]
#[case(date(2026, 6, 15), EnglandAndWales, None)]
#[case(date(2025, 12, 1), Scotland, Some(StAndrew))]
#[case(date(2025, 7, 14), NorthernIreland, Some(BattleOfTheBoyne))]
#[case(date(2025, 4, 21), Scotland, None)]
#[case(date(2016, 12, 26), EnglandAndWales, None)]
#[case(date(2101, 12, 26), EnglandAndWales, None)]
fn what_a_day_is(#[case] day: Date, #[case] nation: Nation, #[case] name: Option<Name>) {
    assert_eq!(on(day, nation).map(|holiday| holiday.name), name);
}

// The earliest and latest that Easter can be, and years in which simpler rules go wrong.
#[rstest::rstest]
#[case(date(1818, 3, 22))]
#[case(date(1943, 4, 25))]
#[case(date(1954, 4, 18))]
#[case(date(1981, 4, 19))]
#[case(date(2000, 4, 23))]
#[case(date(2038, 4, 25))]
#[case(date(2049, 4, 18))]
#[case(date(2076, 4, 19))]
#[case(date(2100, 3, 28))]
fn easter_sunday(#[case] day: Date) {
    assert_eq!(easter(day.year()), Some(day));
}

#[test]
fn the_days_between_include_both_ends_and_cross_the_year() {
    let names = |first, last| -> Vec<Name> { between(first, last, Scotland).iter().map(|h| h.name).collect() };
    assert_eq!(names(date(2026, 12, 25), date(2027, 1, 4)), [Christmas, BoxingDay, NewYear, SecondJanuary]);
    assert_eq!(names(date(2026, 12, 26), date(2026, 12, 27)), []);
    assert_eq!(names(date(2027, 1, 4), date(2026, 12, 25)), []);
}

proptest! {
    /// Every holiday is a weekday of its own, near the day that it stands for, and found by its day.
    #[test]
    fn a_year_has_its_holidays(year in YEARS, nation in prop::sample::select(Nation::ALL)) {
        let all = between(Date::MIN, Date::MAX, nation);
        let holidays = between(date(year, 1, 1), date(year, 12, 31), nation);
        let of_every_year = match nation { EnglandAndWales => 8, Scotland => 9, NorthernIreland => 10 };
        let local = if nation == Scotland { EXTRA_IN_SCOTLAND } else { &[] };
        let extra = EXTRA.iter().chain(local).filter(|(_, day)| day.year() == year).count();
        prop_assert_eq!(holidays.len(), of_every_year + extra);
        prop_assert!(holidays.is_sorted_by(|a, b| a.day < b.day), "no two on one day");
        for holiday in holidays {
            prop_assert!(!is_weekend(holiday.day));
            prop_assert_eq!(on(holiday.day, nation), Some(holiday));
            prop_assert!(all.contains(&holiday));
            let own = fixed_days(nation).iter().find(|(name, _)| *name == holiday.name);
            if let Some((_, (month, day))) = own {
                let later = date(year, *month, *day).until(holiday.day).unwrap().get_days();
                prop_assert!((0..=2).contains(&later));
                prop_assert_eq!(later > 0, holiday.is_substitute);
            }
        }
    }

    #[test]
    fn easter_is_a_sunday_from_22_march_to_25_april(year in 1583..=9999_i16) {
        let day = easter(year).unwrap();
        prop_assert_eq!(day.weekday(), Weekday::Sunday);
        prop_assert!((date(year, 3, 22)..=date(year, 4, 25)).contains(&day));
    }
}
