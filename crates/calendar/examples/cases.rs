//! Writes calendars for programs by others to read, each beside what they have to find in it.
//!
//! `cases FOLDER` writes `NAME.ics` and `NAME.expected`: one line for each session with its UID, its first and last
//! moment (or day, the last one exclusive) and its status. What is expected comes from the rules of series and
//! of wall-clock times alone, not from what wrote the calendar.

use std::{error::Error, fmt::Write as _, fs, num::NonZeroU32, path::Path};

use copia_calendar::{
    Alarm, Attendee, Calendar, Details, Event, Link, Organizer, Override, Part, Participation, Purpose, Role, Series,
    Slot, Status, Timing,
};
use copia_domain::{
    recurrence::{Bound, DayOfMonth, Nth, Pattern, Rule},
    time::When,
    wall,
};
use jiff::{
    civil::{Date, DateTime, date},
    tz::TimeZone,
};

type Outcome<T> = Result<T, Box<dyn Error>>;

const HOUR: u32 = 60;
const SERIES: &str = "series@cop.demonstration.example";

fn main() -> Outcome<()> {
    let folder = std::env::args().nth(1).ok_or("say which folder to write to")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    single(folder)?;
    series(folder)?;
    feed(folder)?;
    zones(folder)
}

/// A calendar and what a reader has to find in it.
struct Case {
    calendar: Calendar,
    expected: String,
}

impl Case {
    fn new(purpose: Purpose) -> Self {
        Self { calendar: Calendar { name: None, purpose, events: Vec::new() }, expected: String::new() }
    }

    fn expect(&mut self, uid: &str, details: &Details) -> Outcome<()> {
        let off = matches!(self.calendar.purpose, Purpose::Cancel { .. });
        let status = if off { Status::Cancelled } else { details.status };
        let (start, end) = match &details.timing {
            Timing::AllDay { first, last } => (first.to_string(), last.tomorrow()?.to_string()),
            Timing::Timed { local, zone, minutes, is_second_of_two } => {
                let start = match wall::read(*local, zone) {
                    wall::Reading::Twice { later, .. } if *is_second_of_two => later,
                    _ => wall::instant(*local, zone),
                };
                let end = start.plus_seconds(i64::from(minutes.get()) * 60);
                (start.timestamp().to_string(), end.timestamp().to_string())
            }
        };
        writeln!(self.expected, "{uid}\t{start}\t{end}\t{}", format!("{status:?}").to_uppercase())?;
        Ok(())
    }

    fn single(&mut self, uid: &str, details: Details) -> Outcome<()> {
        self.expect(uid, &details)?;
        self.calendar.events.push(event(uid, details, Part::Single));
        Ok(())
    }

    fn series(&mut self, uid: &str, details: Details, series: Series) -> Outcome<()> {
        let Timing::Timed { local, .. } = &details.timing else { return Err("a series of hours".into()) };
        let dates = series.rule.dates(local.date())?.into_iter().filter(|day| !series.exceptions.contains(day));
        for day in dates.chain(series.extra.iter().copied()) {
            let session = series.overrides.iter().find(|session| session.date == day);
            match session {
                Some(session) => self.expect(uid, &session.details)?,
                None => self.expect(uid, &on(&details, day)?)?,
            }
        }
        self.calendar.events.push(event(uid, details, Part::Series(series)));
        Ok(())
    }

    fn write(self, folder: &Path, name: &str) -> Outcome<()> {
        fs::write(folder.join(format!("{name}.ics")), self.calendar.text()?)?;
        Ok(fs::write(folder.join(format!("{name}.expected")), self.expected)?)
    }
}

fn zone(name: &str) -> Outcome<TimeZone> {
    Ok(wall::zone(name).ok_or("a zone that nobody knows")?)
}

fn timed(local: DateTime, name: &str) -> Outcome<Timing> {
    let minutes = NonZeroU32::new(HOUR).ok_or("no length")?;
    Ok(Timing::Timed { local, zone: zone(name)?, minutes, is_second_of_two: false })
}

fn details(summary: &str, timing: Timing) -> Outcome<Details> {
    Ok(Details {
        sequence: 0,
        changed: When::from_timestamp("2026-01-05T08:00:00Z".parse()?),
        timing,
        status: Status::Confirmed,
        summary: summary.to_owned(),
        description: "Bring a question; or two,\nand a \\ if you have one. Käse, 漢字 and 😀 are welcome, as is a line long enough to be folded more than once.".to_owned(),
        place: Some("Room 3, Old Building".to_owned()),
        page: Some(Link { label: "Details".to_owned(), url: "https://cop.demonstration.example/events/soil".to_owned() }),
        join: Some(Link { label: "Join online".to_owned(), url: "https://meet.demonstration.example/soil?a=1,2;b".to_owned() }),
        categories: vec!["Lunch and Learn".to_owned()],
        alarms: vec![Alarm { minutes_before: 15, text: "In a quarter of an hour".to_owned() }],
    })
}

/// The same on another day, at the same time of day.
fn on(series: &Details, day: Date) -> Outcome<Details> {
    let Timing::Timed { local, zone, minutes, .. } = &series.timing else { return Err("a series of hours".into()) };
    let local = day.to_datetime(local.time());
    let timing = Timing::Timed { local, zone: zone.clone(), minutes: *minutes, is_second_of_two: false };
    Ok(Details { timing, ..series.clone() })
}

fn event(uid: &str, details: Details, part: Part) -> Event {
    let organizer =
        Organizer { name: "Soil: a community".to_owned(), address: "events@demonstration.example".to_owned() };
    Event { uid: uid.to_owned(), organizer, details, part }
}

fn attendee() -> Attendee {
    Attendee {
        name: "Ada Ashdown".to_owned(),
        address: "ada.ashdown@demonstration.example".to_owned(),
        participation: Participation::Accepted,
        role: Role::Required,
        is_asked_to_answer: false,
    }
}

fn request(sent: &str) -> Outcome<Purpose> {
    Ok(Purpose::Request { sent: When::from_timestamp(sent.parse()?), attendee: attendee() })
}

fn cancel(sent: &str) -> Outcome<Purpose> {
    Ok(Purpose::Cancel { sent: When::from_timestamp(sent.parse()?), attendee: attendee() })
}

/// An event: invited to, moved, called off.
fn single(folder: &Path) -> Outcome<()> {
    let uid = "single@cop.demonstration.example";
    let first = details("Soil, seeds; and more", timed(date(2026, 6, 1).at(12, 30, 0, 0), "Europe/London")?)?;
    let moved =
        Details { sequence: 1, timing: timed(date(2026, 6, 2).at(14, 0, 0, 0), "Europe/London")?, ..first.clone() };

    let mut invited = Case::new(request("2026-02-01T09:00:00Z")?);
    invited.single(uid, first)?;
    invited.write(folder, "single-1-request")?;
    let mut update = Case::new(request("2026-02-02T09:00:00Z")?);
    update.single(uid, moved.clone())?;
    update.write(folder, "single-2-update")?;
    let mut off = Case::new(cancel("2026-02-03T09:00:00Z")?);
    off.single(uid, Details { sequence: 2, ..moved })?;
    off.write(folder, "single-3-cancel")
}

/// A weekly series over the change of the clocks: as it was made, with one session left out, two more and one moved;
/// later at another hour; one session of it called off; all of it called off.
fn series(folder: &Path) -> Outcome<()> {
    let rule = Rule { pattern: Pattern::Weekly { every: 1 }, bound: Bound::Count(8) };
    let series = |hour: i8, sequence: u32| -> Outcome<(Details, Series)> {
        let start = timed(date(2026, 3, 10).at(hour, 30, 0, 0), "Europe/London")?;
        let whole = Details { sequence, ..details("Seeds every week", start)? };
        let moved = timed(date(2026, 4, 1).at(16, 15, 0, 0), "Europe/London")?;
        let moved = Details { summary: "Seeds, moved".to_owned(), timing: moved, ..whole.clone() };
        let series = Series {
            rule,
            exceptions: vec![date(2026, 4, 7)],
            extra: vec![date(2026, 4, 9), date(2026, 5, 7)],
            overrides: vec![Override { date: date(2026, 3, 31), details: moved }],
        };
        Ok((whole, series))
    };
    let mut invited = Case::new(request("2026-02-01T09:00:00Z")?);
    let (whole, days) = series(12, 0)?;
    invited.series(SERIES, whole, days)?;
    invited.write(folder, "series-1-request")?;

    let mut update = Case::new(request("2026-02-02T09:00:00Z")?);
    let (whole, days) = series(13, 1)?;
    update.series(SERIES, whole.clone(), days.clone())?;
    update.write(folder, "series-2-update")?;

    let mut one_off = Case::new(cancel("2026-02-03T09:00:00Z")?);
    let session = Details { sequence: 2, ..on(&whole, date(2026, 4, 14))? };
    one_off.expect(SERIES, &session)?;
    let slot = Slot::At { local: date(2026, 4, 14).at(13, 30, 0, 0), zone: zone("Europe/London")? };
    one_off.calendar.events.push(event(SERIES, session, Part::Session(slot)));
    one_off.write(folder, "series-3-one-off")?;

    // The same for a calendar that knows whole objects only.
    let mut with_it = Case::new(request("2026-02-03T09:00:00Z")?);
    let mut with_days = days.clone();
    let gone = Details { sequence: 2, status: Status::Cancelled, ..on(&whole, date(2026, 4, 14))? };
    with_days.overrides.push(Override { date: date(2026, 4, 14), details: gone });
    with_it.series(SERIES, Details { sequence: 2, ..whole.clone() }, with_days)?;
    with_it.write(folder, "series-3-whole")?;

    let mut off = Case::new(cancel("2026-02-04T09:00:00Z")?);
    let bare = Series { overrides: vec![], ..days };
    off.series(SERIES, Details { sequence: 3, ..whole }, bare)?;
    off.write(folder, "series-4-cancel")
}

/// What one subscribes to: hours and whole days, the first and the second of two equal times, one that is called off,
/// and series of each kind.
fn feed(folder: &Path) -> Outcome<()> {
    let mut feed = Case::new(Purpose::Feed);
    feed.calendar.name = Some("Communities, all".to_owned());
    feed.single("hour@x.example", details("An hour", timed(date(2026, 6, 1).at(9, 0, 0, 0), "America/New_York")?)?)?;
    feed.single("utc@x.example", details("An hour in UTC", timed(date(2026, 6, 1).at(9, 0, 0, 0), "UTC")?)?)?;
    let days = Timing::AllDay { first: date(2026, 6, 3), last: date(2026, 6, 4) };
    feed.single("days@x.example", details("Two days", days)?)?;
    let off = details("Called off", timed(date(2026, 6, 5).at(9, 0, 0, 0), "Europe/Berlin")?)?;
    feed.single("off@x.example", Details { status: Status::Cancelled, ..off })?;
    for is_second_of_two in [false, true] {
        let minutes = NonZeroU32::new(HOUR).ok_or("no length")?;
        let local = date(2026, 10, 25).at(1, 30, 0, 0);
        let timing = Timing::Timed { local, zone: zone("Europe/London")?, minutes, is_second_of_two };
        feed.single(&format!("night-{is_second_of_two}@x.example"), details("At night", timing)?)?;
    }
    for (name, first) in
        [("spring", date(2026, 3, 15)), ("autumn", date(2026, 10, 11)), ("to-the-change", date(2026, 9, 27))]
    {
        let whole = details("Every week at night", timed(first.at(1, 30, 0, 0), "Europe/London")?)?;
        let rule = Rule { pattern: Pattern::Weekly { every: 1 }, bound: Bound::Count(5) };
        let series = Series { rule, exceptions: vec![], extra: vec![], overrides: vec![] };
        feed.series(&format!("nights-{name}@x.example"), whole, series)?;
    }
    let patterns = [
        (date(2026, 9, 15), Pattern::Weekly { every: 2 }),
        (date(2026, 9, 28), Pattern::MonthlyByDay { every: 1, day: DayOfMonth::On(28) }),
        (date(2026, 9, 30), Pattern::MonthlyByDay { every: 1, day: DayOfMonth::Last }),
        (date(2026, 9, 15), Pattern::MonthlyByWeekday { every: 1, nth: Nth::Third }),
        (date(2026, 9, 29), Pattern::MonthlyByWeekday { every: 2, nth: Nth::Last }),
    ];
    for (number, (first, pattern)) in patterns.into_iter().enumerate() {
        for (zone, bound) in [("Europe/London", Bound::Count(7)), ("America/Chicago", Bound::Until(date(2027, 5, 1)))] {
            let whole = details("A series", timed(first.at(17, 0, 0, 0), zone)?)?;
            let series = Series { rule: Rule { pattern, bound }, exceptions: vec![], extra: vec![], overrides: vec![] };
            feed.series(&format!("pattern-{number}-{zone}@x.example").replace('/', "-"), whole, series)?;
        }
    }
    feed.write(folder, "feed")
}

/// A weekly series in zones of both hemispheres, with summer time and without.
fn zones(folder: &Path) -> Outcome<()> {
    let mut feed = Case::new(Purpose::Feed);
    for name in wall::SAMPLE {
        let rule = Rule { pattern: Pattern::Weekly { every: 1 }, bound: Bound::Count(80) };
        let whole = details(name, timed(date(2026, 1, 6).at(11, 0, 0, 0), name)?)?;
        let series = Series { rule, exceptions: vec![], extra: vec![], overrides: vec![] };
        feed.series(&format!("{}@x.example", name.replace('/', "-")), whole, series)?;
    }
    feed.write(folder, "zones")
}
