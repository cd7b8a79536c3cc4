//! What calendars by others were seen to get wrong, each as a test with its number.

use std::num::NonZeroU32;

use copia_domain::{
    recurrence::{Bound, DayOfMonth, Nth, Pattern, Rule},
    time::When,
    wall,
};
use jiff::civil::{DateTime, date};
use rstest::rstest;

use crate::{
    Alarm, Attendee, Calendar, Details, Event, Link, Organizer, Override, Part, Participation, Purpose, Role, Series,
    Slot, Status, Timing,
};

mod rules;
mod series;
mod thirty_zones;

fn at(text: &str) -> When {
    When::from_timestamp(text.parse().unwrap())
}

fn timed(local: DateTime, zone: &str) -> Timing {
    let zone = wall::zone(zone).unwrap();
    Timing::Timed { local, zone, minutes: NonZeroU32::new(60).unwrap(), is_second_of_two: false }
}

fn details() -> Details {
    Details {
        sequence: 3,
        changed: at("2026-01-05T08:00:00Z"),
        timing: timed(date(2026, 6, 1).at(12, 30, 0, 0), "Europe/London"),
        status: Status::Confirmed,
        summary: "Lunch and Learn: soil, seeds; and more".to_owned(),
        description: "Bring a question.\nAll are welcome.".to_owned(),
        place: Some("Room 3, Old Building".to_owned()),
        page: Some(Link {
            label: "Details".to_owned(),
            url: "https://cop.demonstration.example/events/soil".to_owned(),
        }),
        join: Some(Link {
            label: "Join online".to_owned(),
            url: "https://meet.demonstration.example/soil?a=1,2;b".to_owned(),
        }),
        categories: vec!["Lunch and Learn".to_owned(), "Soil, and seeds".to_owned()],
        alarms: vec![Alarm { minutes_before: 15, text: "In a quarter of an hour".to_owned() }],
    }
}

fn event(details: Details, part: Part) -> Event {
    Event {
        uid: "0198a1b2-soil@cop.demonstration.example".to_owned(),
        organizer: Organizer {
            name: "Soil: a \"community\"".to_owned(),
            address: "events@demonstration.example".to_owned(),
        },
        details,
        part,
    }
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

const SENT: &str = "2026-02-01T09:30:00Z";

fn request() -> Purpose {
    Purpose::Request { sent: at(SENT), attendee: attendee() }
}

fn cancel() -> Purpose {
    Purpose::Cancel { sent: at(SENT), attendee: attendee() }
}

fn calendar(purpose: Purpose, events: Vec<Event>) -> Calendar {
    Calendar { name: None, purpose, events }
}

/// The text with its folded lines made whole.
fn unfolded(purpose: Purpose, event: Event) -> String {
    calendar(purpose, vec![event]).text().unwrap().replace("\r\n ", "")
}

/// The whole lines of the events that begin with a name.
fn lines(text: &str, name: &str) -> Vec<String> {
    let events = &text[text.find("BEGIN:VEVENT").unwrap()..];
    events.split("\r\n").filter(|line| line.starts_with(name)).map(str::to_owned).collect()
}
