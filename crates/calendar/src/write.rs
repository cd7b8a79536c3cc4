//! Writes calendar objects, line by line.

use std::collections::BTreeMap;

use copia_domain::{
    recurrence::{DayOfMonth, Pattern, Rule, RuleFault},
    time::When,
    wall,
};
use jiff::{civil, tz::TimeZone};
use thiserror::Error;

use crate::{
    event::{Alarm, Details, Event, Link, Part, Series, Slot, Status, Timing},
    line::{Lines, mailto, parameter, text, uri},
    moment::{Moment, utc},
    purpose::{Calendar, Purpose},
    zones::{self, weekday_word},
};

/// Why a calendar cannot be written.
#[derive(Debug, Error)]
pub enum Fault {
    /// The rule of a series gives no dates.
    #[error("a series has a rule that gives no dates: {0}")]
    Rule(#[from] RuleFault),
    /// A date lies beyond the year 9999.
    #[error("a date lies outside the calendar")]
    OutOfCalendar(#[from] jiff::Error),
}

impl Calendar {
    /// The calendar as text, ready to be sent with [`Self::content_type`].
    ///
    /// # Errors
    /// [`Fault`], when the rule of a series gives no dates or a date lies outside the calendar.
    pub fn text(&self) -> Result<String, Fault> {
        let mut writer = Writer { purpose: &self.purpose, lines: Lines::default(), zones: BTreeMap::new() };
        for event in &self.events {
            writer.event(event)?;
        }
        let mut lines = Lines::default();
        lines.add("BEGIN", "VCALENDAR");
        lines.add("VERSION", "2.0");
        lines.add("PRODID", "-//Copia//Communities of practice//EN");
        lines.add("CALSCALE", "GREGORIAN");
        match self.purpose.method() {
            Some(method) => lines.add("METHOD", method.word()),
            None => {
                lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
                lines.add("X-PUBLISHED-TTL", "PT1H");
            }
        }
        if let Some(name) = &self.name {
            lines.add("NAME", &text(name));
            lines.add("X-WR-CALNAME", &text(name));
        }
        for (name, Use { zone, first, last }) in &writer.zones {
            zones::write(&mut lines, name, zone, *first, *last);
        }
        lines.append(&writer.lines);
        lines.add("END", "VCALENDAR");
        Ok(lines.finish())
    }
}

/// The days for which a zone is needed.
struct Use {
    zone: TimeZone,
    first: civil::Date,
    last: civil::Date,
}

struct Writer<'a> {
    purpose: &'a Purpose,
    lines: Lines,
    zones: BTreeMap<String, Use>,
}

impl Writer<'_> {
    fn event(&mut self, event: &Event) -> Result<(), Fault> {
        match &event.part {
            Part::Single => self.component(event, &event.details, &[]),
            Part::Session(slot) => {
                let slot = match slot {
                    Slot::At { local, zone } => Moment::of_local(*local, zone),
                    Slot::On(day) => Moment::Day(*day),
                };
                self.session(event, &slot, &event.details)
            }
            Part::Series(series) => self.series(event, series),
        }
    }

    /// A series: one component with the rule, and one for each session that differs.
    fn series(&mut self, event: &Event, series: &Series) -> Result<(), Fault> {
        let details = &event.details;
        let first = details.timing.first_day();
        let dates = series.rule.dates(first)?;
        let last = dates.last().copied().unwrap_or(first);
        let mut properties = vec![("RRULE".to_owned(), rule(&series.rule, &details.timing, last))];
        for (name, days) in [("EXDATE", &series.exceptions), ("RDATE", &series.extra)] {
            let moments: Vec<Moment> = days.iter().map(|day| slot(&details.timing, *day)).collect();
            if let Some(one) = moments.first() {
                let values: Vec<String> = moments.iter().map(Moment::value).collect();
                properties.push((format!("{name}{}", one.parameters()), values.join(",")));
            }
            moments.iter().for_each(|moment| self.note(moment));
        }
        self.note(&slot(&details.timing, last));
        self.component(event, details, &properties)?;

        for changed in &series.overrides {
            self.session(event, &slot(&details.timing, changed.date), &changed.details)?;
        }
        let stands_as_ruled = |day: &civil::Date| {
            !series.exceptions.contains(day) && series.overrides.iter().all(|changed| changed.date != *day)
        };
        for day in dates.into_iter().chain(series.extra.iter().copied()).filter(stands_as_ruled) {
            if let Some(timing) = unreadable(&details.timing, day) {
                self.session(event, &slot(&details.timing, day), &Details { timing, ..details.clone() })?;
            }
        }
        Ok(())
    }

    fn session(&mut self, event: &Event, slot: &Moment, details: &Details) -> Result<(), Fault> {
        self.note(slot);
        let property = (format!("RECURRENCE-ID{}", slot.parameters()), slot.value());
        self.component(event, details, &[property])
    }

    fn component(&mut self, event: &Event, details: &Details, properties: &[(String, String)]) -> Result<(), Fault> {
        let is_off = matches!(self.purpose, Purpose::Cancel { .. });
        let status = if is_off { Status::Cancelled } else { details.status };
        self.lines.add("BEGIN", "VEVENT");
        self.lines.add("UID", &text(&event.uid));
        self.lines.add("SEQUENCE", &details.sequence.to_string());
        self.lines.add("DTSTAMP", &utc(self.purpose.sent().unwrap_or(details.changed)));
        self.lines.add("LAST-MODIFIED", &utc(details.changed));
        self.timing(&details.timing, properties.iter().any(|(name, _)| name == "RRULE"))?;
        for (name, value) in properties {
            self.lines.add(name, value);
        }
        self.lines.add("STATUS", status.word());
        self.lines.add("SUMMARY", &text(&details.summary));
        self.words(details);
        self.people(event);
        if !is_off {
            for alarm in &details.alarms {
                self.alarm(alarm);
            }
        }
        self.lines.add("END", "VEVENT");
        Ok(())
    }

    fn timing(&mut self, timing: &Timing, is_ruled: bool) -> Result<(), Fault> {
        let (start, end) = span(timing, is_ruled)?;
        let keeps_time = if matches!(timing, Timing::AllDay { .. }) { "TRANSPARENT" } else { "OPAQUE" };
        for (name, moment) in [("DTSTART", start), ("DTEND", end)] {
            self.note(&moment);
            self.lines.add(&format!("{name}{}", moment.parameters()), &moment.value());
        }
        self.lines.add("TRANSP", keeps_time);
        Ok(())
    }

    fn words(&mut self, details: &Details) {
        let links: Vec<&Link> = [&details.join, &details.page].into_iter().flatten().collect();
        let links =
            links.iter().map(|link| format!("{}: {}", link.label, uri(&link.url))).collect::<Vec<_>>().join("\n");
        let whole: Vec<&str> =
            [details.description.trim_end(), &links].into_iter().filter(|part| !part.is_empty()).collect();
        if !whole.is_empty() {
            self.lines.add("DESCRIPTION", &text(&whole.join("\n\n")));
        }
        // Without a room the place to go to is the address, which most calendars make a link of.
        let online = details.join.as_ref().map(|join| join.url.clone());
        if let Some(place) = details.place.clone().or(online) {
            self.lines.add("LOCATION", &text(&place));
        }
        if let Some(page) = &details.page {
            self.lines.add("URL", &uri(&page.url));
        }
        if let Some(join) = &details.join {
            let name = format!("CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL={}", parameter(&join.label));
            self.lines.add(&name, &uri(&join.url));
        }
        if !details.categories.is_empty() {
            let categories: Vec<String> = details.categories.iter().map(|category| text(category)).collect();
            self.lines.add("CATEGORIES", &categories.join(","));
        }
    }

    fn people(&mut self, event: &Event) {
        let organizer = &event.organizer;
        self.lines.add(&format!("ORGANIZER;CN={}", parameter(&organizer.name)), &mailto(&organizer.address));
        if let Some(attendee) = self.purpose.attendee() {
            let name = format!(
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE={};PARTSTAT={};RSVP={};CN={}",
                attendee.role.word(),
                attendee.participation.word(),
                if attendee.is_asked_to_answer { "TRUE" } else { "FALSE" },
                parameter(&attendee.name),
            );
            self.lines.add(&name, &mailto(&attendee.address));
        }
    }

    fn alarm(&mut self, alarm: &Alarm) {
        self.lines.add("BEGIN", "VALARM");
        self.lines.add("ACTION", "DISPLAY");
        self.lines.add("TRIGGER", &format!("-PT{}M", alarm.minutes_before));
        self.lines.add("DESCRIPTION", &text(&alarm.text));
        self.lines.add("END", "VALARM");
    }

    /// Remembers that a zone is used on a day.
    fn note(&mut self, moment: &Moment) {
        let Moment::Local { local, zone } = moment else { return };
        let day = local.date();
        let name = zone.iana_name().unwrap_or_default().to_owned();
        let used = self.zones.entry(name).or_insert_with(|| Use { zone: zone.clone(), first: day, last: day });
        used.first = used.first.min(day);
        used.last = used.last.max(day);
    }
}

/// When something begins. Whole days begin at their midnight in UTC.
fn start(timing: &Timing) -> When {
    match timing {
        Timing::AllDay { first, .. } => wall::instant(first.at(0, 0, 0, 0), &TimeZone::UTC),
        Timing::Timed { local, zone, is_second_of_two, .. } => match wall::read(*local, zone) {
            wall::Reading::Twice { later, .. } if *is_second_of_two => later,
            _ => wall::instant(*local, zone),
        },
    }
}

/// From when to when something is; a series (`is_ruled`) begins where its rule does, at the wall-clock time even where a
/// reader may mistake it, because every other session follows from that.
fn span(timing: &Timing, is_ruled: bool) -> Result<(Moment, Moment), Fault> {
    let (zone, minutes) = match timing {
        Timing::AllDay { first, last } => {
            return Ok((Moment::Day(*first), Moment::Day((*last).max(*first).tomorrow()?)));
        }
        Timing::Timed { zone, minutes, .. } => (zone, minutes),
    };
    let begins = start(timing);
    let ends = begins.plus_seconds(i64::from(minutes.get()) * 60);
    if is_ruled {
        return Ok((slot(timing, timing.first_day()), Moment::of_instant(ends, zone)));
    }
    Ok(match (Moment::of_instant(begins, zone), Moment::of_instant(ends, zone)) {
        both @ (Moment::Local { .. }, Moment::Local { .. }) => both,
        // Some readers expect both ends to be written in one way.
        _ => (Moment::Utc(begins), Moment::Utc(ends)),
    })
}

/// Where the rule of a series puts its session of a day.
fn slot(timing: &Timing, day: civil::Date) -> Moment {
    match timing {
        Timing::AllDay { .. } => Moment::Day(day),
        Timing::Timed { local, zone, .. } => Moment::of_local(day.to_datetime(local.time()), zone),
    }
}

/// The timing of a session that a reader would not find by the rule, and that therefore has to be said: at a time that
/// the clocks skip that day (readers leave such a session out), or show twice.
fn unreadable(series: &Timing, day: civil::Date) -> Option<Timing> {
    let Timing::Timed { local, zone, minutes, is_second_of_two } = series else { return None };
    let is_second_of_two = *is_second_of_two && day == local.date();
    let ruled =
        Timing::Timed { local: day.to_datetime(local.time()), zone: zone.clone(), minutes: *minutes, is_second_of_two };
    let meant = Moment::of_instant(start(&ruled), zone);
    (meant != slot(series, day)).then_some(ruled)
}

/// A rule as RRULE. The end is always a last moment, in UTC as RFC 5545 asks for where the start has a zone: a number of
/// dates would be counted differently by readers that leave out a time which the clocks skip.
fn rule(rule: &Rule, timing: &Timing, last: civil::Date) -> String {
    let weekday = weekday_word(timing.first_day().weekday());
    let days = match rule.pattern {
        Pattern::Weekly { every } => format!("FREQ=WEEKLY;INTERVAL={every};BYDAY={weekday}"),
        Pattern::MonthlyByDay { every, day: DayOfMonth::On(day) } => {
            format!("FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY={day}")
        }
        Pattern::MonthlyByDay { every, day: DayOfMonth::Last } => {
            format!("FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY=-1")
        }
        Pattern::MonthlyByWeekday { every, nth } => {
            format!("FREQ=MONTHLY;INTERVAL={every};BYDAY={}{weekday}", nth.number())
        }
    };
    let end = match slot(timing, last) {
        // The later of two equal times, or a reader who takes the last date for it would leave it out.
        Moment::Local { local, zone } => Moment::Utc(match wall::read(local, &zone) {
            wall::Reading::Twice { later, .. } => later,
            _ => wall::instant(local, &zone),
        }),
        other => other,
    };
    format!("{days};UNTIL={}", end.value())
}
