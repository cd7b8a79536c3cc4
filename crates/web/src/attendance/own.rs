//! One's own record: the events at which one was, a certificate for each, and a list of learning to take away.

use super::way_key;
use crate::{
    events::{event_path, kind_key},
    people::TABS,
    shell::{Answer, Page, Visit, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    attendance::{self, Attended},
    domain::wall,
    events,
    memberships::Format,
};

/// An event at which one was.
struct EventShown {
    title: String,
    event: String,
    certificate: String,
    day: String,
    community: String,
    kind: &'static str,
    way: &'static str,
    minutes: String,
}

#[derive(Template)]
#[template(path = "attendance/record.html")]
struct RecordPage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    events: Vec<EventShown>,
    total: String,
}
shown!(RecordPage);

fn day(visit: &Visit, one: &Attended) -> String {
    let zone = wall::zone(&one.zone).unwrap_or_else(|| visit.site.zone.clone());
    visit.words.date(one.starts_at.day_in(&zone))
}

/// The events at which one was.
pub(super) async fn record(visit: Visit) -> Answer {
    let record = attendance::my_record(&visit).await?;
    let words = &visit.words;
    let events = record.events.iter().map(|one| EventShown {
        title: one.title.clone(),
        event: event_path(one.slug.as_str()),
        certificate: format!("/me/attendance/{}", one.slug),
        day: day(&visit, one),
        community: one.community.clone().unwrap_or_default(),
        kind: kind_key(one.kind),
        way: way_key(one.way),
        minutes: words.say_with("attendance-minutes", &[("minutes", attendance::minutes(one).into())]),
    });
    let (hours, minutes) = (record.minutes / 60, record.minutes % 60);
    let arguments = [("events", record.events.len().into()), ("hours", hours.into()), ("minutes", minutes.into())];
    show(&RecordPage {
        page: Page::new(&visit, "me", words.say("record-title")).secret(),
        tabs: &TABS,
        events: events.collect(),
        total: words.say_with("record-total", &arguments),
    })
}

#[derive(Template)]
#[template(path = "attendance/certificate.html")]
struct CertificatePage {
    page: Page,
    name: String,
    event: String,
    when: String,
    community: String,
    kind: &'static str,
    minutes: String,
    is_measured: bool,
    issued: String,
}
shown!(CertificatePage);

/// A certificate, to be printed.
pub(super) async fn certificate(visit: Visit, Path(slug): Path<String>) -> Answer {
    let (one, name) = attendance::certificate(&visit, &slug).await?;
    let words = &visit.words;
    show(&CertificatePage {
        page: Page::new(&visit, "me", words.say("certificate-title")).secret(),
        when: events::span_words(&visit, one.starts_at, one.ends_at, &one.zone),
        community: one.community.clone().unwrap_or_default(),
        kind: kind_key(one.kind),
        minutes: words.say_with("attendance-minutes", &[("minutes", attendance::minutes(&one).into())]),
        is_measured: one.minutes.is_some(),
        issued: words.date(visit.today().0),
        event: one.title,
        name,
    })
}

/// One's learning as comma-separated values.
pub(super) async fn csv(visit: Visit) -> Answer {
    super::file(attendance::learning_file(&visit, Format::Csv).await?)
}

/// One's learning as a workbook.
pub(super) async fn xlsx(visit: Visit) -> Answer {
    super::file(attendance::learning_file(&visit, Format::Xlsx).await?)
}
