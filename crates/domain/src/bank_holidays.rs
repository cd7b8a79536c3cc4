//! Bank holidays of the nations of the United Kingdom, reckoned without asking anybody.
//!
//! The rules are those of the Banking and Financial Dealings Act 1971 (schedule 1) and of the yearly royal
//! proclamations as <https://www.gov.uk/bank-holidays> publishes them. What a proclamation moves or adds for one
//! year cannot be reckoned; it stands in two dated tables that grow when there is another.

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};

crate::choices! {
    /// A part of the United Kingdom with bank holidays of its own.
    Nation {
        /// England and Wales.
        EnglandAndWales = "england_and_wales",
        /// Scotland.
        Scotland = "scotland",
        /// Northern Ireland.
        NorthernIreland = "northern_ireland",
    }
}

crate::choices! {
    /// What a bank holiday is called. The words end the keys of the messages.
    Name {
        /// 1 January.
        NewYear = "new_year",
        /// 2 January, in Scotland.
        SecondJanuary = "second_january",
        /// 17 March, in Northern Ireland.
        StPatrick = "st_patrick",
        /// The Friday before Easter.
        GoodFriday = "good_friday",
        /// The Monday after Easter; not in Scotland.
        EasterMonday = "easter_monday",
        /// The first Monday in May.
        EarlyMay = "early_may",
        /// The last Monday in May.
        Spring = "spring",
        /// 12 July, in Northern Ireland.
        BattleOfTheBoyne = "battle_of_the_boyne",
        /// The first Monday in August in Scotland, the last one elsewhere.
        Summer = "summer",
        /// 30 November, in Scotland.
        StAndrew = "st_andrew",
        /// 25 December.
        Christmas = "christmas",
        /// 26 December.
        BoxingDay = "boxing_day",
        /// 3 June 2022: the Platinum Jubilee of Queen Elizabeth II.
        PlatinumJubilee = "platinum_jubilee",
        /// 19 September 2022: the state funeral of Queen Elizabeth II.
        StateFuneral = "state_funeral",
        /// 8 May 2023: the coronation of King Charles III.
        Coronation = "coronation",
        /// 15 June 2026: Scotland's men play in the World Cup.
        WorldCup = "world_cup",
    }
}

/// One bank holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Holiday {
    /// When it is kept.
    pub day: Date,
    /// What it is called.
    pub name: Name,
    /// Whether it is kept on a later day because its own falls on a weekend.
    pub is_substitute: bool,
}

/// The years for which bank holidays are known.
pub const YEARS: std::ops::RangeInclusive<i16> = 2017..=2100;

/// Holidays that were kept on another day in one year.
const MOVED: &[(Name, Date)] = &[
    // Seventy-five years after the end of the war in Europe.
    (Name::EarlyMay, date(2020, 5, 8)),
    // Beside the day for the Platinum Jubilee, so that there were four days in a row.
    (Name::Spring, date(2022, 6, 2)),
];

/// Holidays of one year only, everywhere.
const EXTRA: &[(Name, Date)] = &[
    (Name::PlatinumJubilee, date(2022, 6, 3)),
    (Name::StateFuneral, date(2022, 9, 19)),
    (Name::Coronation, date(2023, 5, 8)),
];

/// Holidays of one year only, in Scotland.
const EXTRA_IN_SCOTLAND: &[(Name, Date)] = &[(Name::WorldCup, date(2026, 6, 15))];

/// The bank holiday that a nation keeps on a day, if any. There is none outside [`YEARS`].
pub fn on(day: Date, nation: Nation) -> Option<Holiday> {
    in_year(day.year(), nation).into_iter().find(|holiday| holiday.day == day)
}

/// The bank holidays that a nation keeps from one day to another, both included, in their order. There are none
/// outside [`YEARS`].
pub fn between(first: Date, last: Date, nation: Nation) -> Vec<Holiday> {
    let years = first.year().max(*YEARS.start())..=last.year().min(*YEARS.end());
    let holidays = years.flat_map(|year| in_year(year, nation));
    holidays.filter(|holiday| (first..=last).contains(&holiday.day)).collect()
}

/// The bank holidays of one year, in their order.
fn in_year(year: i16, nation: Nation) -> Vec<Holiday> {
    if !YEARS.contains(&year) {
        return Vec::new();
    }
    let fixed = fixed_days(nation).iter().filter_map(|(name, (month, day))| Some((*name, at(year, *month, *day)?)));
    let mut holidays: Vec<Holiday> = moving_days(year, nation)
        .into_iter()
        .chain(fixed.clone().filter(|(_, day)| !is_weekend(*day)))
        .map(|(name, day)| Holiday { day, name, is_substitute: false })
        .collect();
    // A holiday at the weekend is kept on the next weekday that is not one already: Boxing Day stays on Monday
    // when Christmas Day is a Sunday, and Christmas Day is kept on Tuesday.
    for (name, own) in fixed.filter(|(_, day)| is_weekend(*day)) {
        let mut later = own.series(1.day()).skip(1);
        let free = later.find(|day| !is_weekend(*day) && holidays.iter().all(|holiday| holiday.day != *day));
        holidays.extend(free.map(|day| Holiday { day, name, is_substitute: true }));
    }
    holidays.sort_by_key(|holiday| holiday.day);
    holidays
}

/// The holidays that have a day of the month.
fn fixed_days(nation: Nation) -> &'static [(Name, (i8, i8))] {
    match nation {
        Nation::EnglandAndWales => &[(Name::NewYear, (1, 1)), (Name::Christmas, (12, 25)), (Name::BoxingDay, (12, 26))],
        Nation::Scotland => &[
            (Name::NewYear, (1, 1)),
            (Name::SecondJanuary, (1, 2)),
            (Name::StAndrew, (11, 30)),
            (Name::Christmas, (12, 25)),
            (Name::BoxingDay, (12, 26)),
        ],
        Nation::NorthernIreland => &[
            (Name::NewYear, (1, 1)),
            (Name::StPatrick, (3, 17)),
            (Name::BattleOfTheBoyne, (7, 12)),
            (Name::Christmas, (12, 25)),
            (Name::BoxingDay, (12, 26)),
        ],
    }
}

/// The holidays that have a day of the week, and those of this year only.
fn moving_days(year: i16, nation: Nation) -> Vec<(Name, Date)> {
    let easter = easter(year);
    let monday = |month, nth| at(year, month, 1)?.nth_weekday_of_month(nth, Weekday::Monday).ok();
    let (is_scottish, august) = match nation {
        Nation::Scotland => (true, 1),
        Nation::EnglandAndWales | Nation::NorthernIreland => (false, -1),
    };
    let days = [
        (Name::GoodFriday, easter.and_then(|day| day.checked_sub(2.days()).ok())),
        (Name::EasterMonday, easter.filter(|_| !is_scottish).and_then(|day| day.tomorrow().ok())),
        (Name::EarlyMay, monday(5, 1)),
        (Name::Spring, monday(5, -1)),
        (Name::Summer, monday(8, august)),
    ];
    let moved = |name| MOVED.iter().find(|(of, day)| *of == name && day.year() == year).map(|(_, day)| *day);
    let days = days.into_iter().filter_map(|(name, day)| Some((name, moved(name).or(day)?)));
    let local = if is_scottish { EXTRA_IN_SCOTLAND } else { &[] };
    days.chain(EXTRA.iter().chain(local).copied().filter(|(_, day)| day.year() == year)).collect()
}

/// Easter Sunday by the anonymous Gregorian algorithm (Nature, 20 April 1876; J. Meeus, Astronomical Algorithms,
/// chapter 8). Its letters are kept, because the steps have no names.
#[expect(clippy::many_single_char_names, reason = "the letters are those of the published algorithm")]
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    at(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)
}

fn at(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests;
