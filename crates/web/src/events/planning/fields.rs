//! What stands in the form of an event before anybody has typed, and what stands there now where somebody else was
//! faster.

use crate::{
    communities::differing,
    events::{audience_key, format_key, kind_key},
    shell::{Fields, Form, Visit},
};
use copia_app::{
    domain::{events::Kind, registrations::Policy, wall},
    events::{EventForm, Found, SPEAKERS},
};
use copia_text::key;

/// What stands in the form for an event that is there; a new one that starts from it has no day yet.
pub(super) fn fields_of(view: &EventForm, event: &Found, is_new: bool) -> Fields {
    let number = |seats: Option<i64>| seats.map_or_else(String::new, |seats| seats.to_string());
    let clocks = wall::zone(&event.zone);
    let (starts, ends) = match &clocks {
        Some(clocks) => (event.starts_at.local(clocks), event.ends_at.local(clocks)),
        None => (event.local_start.0, event.local_start.0),
    };
    let clock = |at: jiff::civil::DateTime| at.strftime("%H:%M").to_string();
    let closes = event.closes_at.zip(clocks.as_ref()).filter(|_| !is_new);
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    let mut fields = Fields::of([
        ("kind", event.kind.word().to_owned()),
        ("audience", event.audience.word().to_owned()),
        ("title", event.title.clone()),
        ("summary", event.summary.clone()),
        ("description", event.description.clone()),
        ("preparation", event.preparation.clone()),
        ("date", if is_new { String::new() } else { starts.date().to_string() }),
        ("starts", clock(starts)),
        ("ends", clock(ends)),
        ("which", if event.is_second { "later".to_owned() } else { String::new() }),
        ("zone", event.zone.clone()),
        ("format", event.format.word().to_owned()),
        ("place", event.place.clone().unwrap_or_default()),
        ("joining_link", event.joining_link.clone().unwrap_or_default()),
        ("seats", number(event.seats)),
        ("online_seats", number(event.online_seats)),
        ("policy", event.policy.word().to_owned()),
        ("offer_hours", event.offer_hours.to_string()),
        (
            "closes",
            closes.map_or_else(String::new, |(at, clocks)| at.local(clocks).strftime("%Y-%m-%dT%H:%M").to_string()),
        ),
        ("is_recorded", yes(event.is_recorded)),
        ("seeks_speakers", yes(event.seeks_speakers)),
    ]);
    if let Some(first) = view.holders.first() {
        fields.push("answers", first.slug.to_string());
    }
    for holder in &view.holders {
        fields.push("communities", holder.slug.to_string());
    }
    for (row, speaker) in (1..).zip(&view.speakers) {
        fields.push(&format!("speaker-{row}"), speaker.name.clone());
        fields.push(&format!("from-{row}"), speaker.affiliation.clone());
        fields.push(&format!("email-{row}"), speaker.email.clone().unwrap_or_default());
    }
    fields
}

/// What stands in the form for a new event of a kind.
pub(super) fn fields_for(visit: &Visit, kind: Kind, community: &str) -> Fields {
    let defaults = kind.defaults();
    let ends = jiff::civil::time(12, 30, 0, 0).wrapping_add(jiff::Span::new().minutes(i64::from(defaults.minutes)));
    Fields::of([
        ("communities", community.to_owned()),
        ("kind", kind.word().to_owned()),
        ("audience", defaults.audience.word().to_owned()),
        ("starts", "12:30".to_owned()),
        ("ends", ends.strftime("%H:%M").to_string()),
        ("zone", visit.site.organisation.time_zone.clone()),
        ("format", defaults.format.word().to_owned()),
        ("seats", defaults.seats.map_or_else(String::new, |seats| seats.to_string())),
        ("policy", defaults.policy.word().to_owned()),
        ("offer_hours", copia_app::domain::events::OFFER_HOURS.to_string()),
        ("is_recorded", if defaults.is_recorded { "yes".to_owned() } else { String::new() }),
    ])
}

/// The fields that another host may have changed meanwhile and of which the reader has typed something else: the label,
/// and what stands there.
pub(super) fn changed(visit: &Visit, form: &Form, event: &Found, there: &Fields) -> Vec<(String, String)> {
    let words = &visit.words;
    let yes_or_no = |name: &str| if there.get(name).is_empty() { key("edit-late-no") } else { key("edit-late-yes") };
    let policy = match event.policy {
        Policy::FirstCome => key("event-policy-first-come"),
        Policy::Offers => key("event-policy-offers"),
    };
    let chosen = [
        ("kind", key("event-kind"), kind_key(event.kind)),
        ("format", key("event-format"), format_key(event.format)),
        ("audience", key("event-audience"), audience_key(event.audience)),
        ("policy", key("event-policy"), policy),
        ("is_recorded", key("event-is-recorded"), yes_or_no("is_recorded")),
        ("seeks_speakers", key("event-seeks-speakers-choice"), yes_or_no("seeks_speakers")),
    ];
    let typed = [
        ("title", key("event-title")),
        ("summary", key("event-summary")),
        ("date", key("event-date")),
        ("starts", key("event-starts")),
        ("ends", key("event-ends")),
        ("zone", key("event-zone")),
        ("place", key("event-room")),
        ("seats", key("event-room-seats")),
        ("joining_link", key("event-link")),
        ("online_seats", key("event-online-seats")),
        ("offer_hours", key("event-offer-hours")),
        ("closes", key("event-closes")),
        ("description", key("event-description")),
        ("preparation", key("event-preparation")),
    ];
    let rows: Vec<String> = (1..=SPEAKERS).map(|row| format!("speaker-{row}")).collect();
    let speakers = rows.iter().zip(1..).map(|(name, row)| {
        let label = words.say_with("event-speaker-name", &[("number", i64::from(row).into())]);
        (name.as_str(), label, there.get(name))
    });
    let chosen = chosen.into_iter().map(|(name, label, said)| (name, words.say(label).to_owned(), words.say(said)));
    let typed = typed.into_iter().map(|(name, label)| (name, words.say(label).to_owned(), there.get(name)));
    let fields = chosen.chain(typed).chain(speakers);
    differing(form, fields.map(|(name, label, said)| (name, label, there.get(name).to_owned(), said.to_owned())))
}
