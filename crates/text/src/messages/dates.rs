//! Dates and times in words. The names and the order of the parts are messages.

use jiff::civil::{Date, DateTime, Time};

use super::key;
use super::words::{Arg, Words};

const MONTHS: [&str; 12] = [
    key("date-month-1"),
    key("date-month-2"),
    key("date-month-3"),
    key("date-month-4"),
    key("date-month-5"),
    key("date-month-6"),
    key("date-month-7"),
    key("date-month-8"),
    key("date-month-9"),
    key("date-month-10"),
    key("date-month-11"),
    key("date-month-12"),
];

const WEEKDAYS: [&str; 7] = [
    key("date-weekday-1"),
    key("date-weekday-2"),
    key("date-weekday-3"),
    key("date-weekday-4"),
    key("date-weekday-5"),
    key("date-weekday-6"),
    key("date-weekday-7"),
];

impl Words {
    /// `4 May 2021`
    pub fn date(&self, date: Date) -> String {
        self.finish(self.date_part(date))
    }

    /// `Tuesday 4 May 2021`
    pub fn long_date(&self, date: Date) -> String {
        let day = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        let weekday = self.name(WEEKDAYS.get(day));
        let mut parts = self.date_arguments(date);
        parts.push(("weekday", Arg::from(weekday)));
        self.say_with(key("date-long"), &parts)
    }

    /// The days of the week, Monday first.
    pub fn weekdays(&self) -> Vec<String> {
        WEEKDAYS.iter().map(|key| self.name(Some(key))).collect()
    }

    /// `May 2021`
    pub fn month(&self, date: Date) -> String {
        self.say_with(key("date-month-year"), &self.date_arguments(date))
    }

    /// `12:30`
    pub fn time(&self, time: Time) -> String {
        self.finish(self.time_part(time))
    }

    /// `4 May 2021, 12:30`
    pub fn date_time(&self, moment: DateTime) -> String {
        let date = self.date_part(moment.date());
        let time = self.time_part(moment.time());
        let parts = [("date", Arg::from(date)), ("time", Arg::from(time))];
        self.say_with(key("date-with-time"), &parts)
    }

    fn date_part(&self, date: Date) -> String {
        let short = key("date-short");
        self.part(short, &self.date_arguments(date)).unwrap_or_else(|| self.lacking(short))
    }

    fn time_part(&self, time: Time) -> String {
        let clock = key("date-time");
        let parts = [
            ("hour", Arg::from(format!("{:02}", time.hour()))),
            ("minute", Arg::from(format!("{:02}", time.minute()))),
        ];
        self.part(clock, &parts).unwrap_or_else(|| self.lacking(clock))
    }

    fn date_arguments(&self, date: Date) -> Vec<(&'static str, Arg<'static>)> {
        let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
        vec![
            ("day", Arg::from(date.day().to_string())),
            ("month", Arg::from(self.name(MONTHS.get(month)))),
            // As text, because a number would be written 2,021.
            ("year", Arg::from(date.year().to_string())),
        ]
    }

    fn name(&self, key: Option<&&str>) -> String {
        key.and_then(|key| self.part(key, &[])).unwrap_or_default()
    }
}
