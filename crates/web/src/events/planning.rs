//! Planning an event: the form, from scratch or from an earlier event.

mod fields;

use super::{audience_key, event_path, format_key, kind_key};
use crate::shell::{Answer, Flash, Form, Page, Posted, Query, Visit, form_query, redirect, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{
        events::{Audience, Format, Kind},
        registrations::Policy,
        series::{Reach, Repeat},
        wall,
    },
    events::{self, EventForm, EventInput, SPEAKERS, Saved, SpeakerInput},
};
use copia_text::key;
use fields::{changed, fields_for, fields_of};

/// Rows for speakers that are offered beyond those in use.
const SPARE: usize = 2;

#[derive(Template)]
#[template(path = "events/kinds.html")]
struct KindsPage {
    page: Page,
    /// Each kind: the address of its form, its name and what it starts from.
    kinds: Vec<(String, &'static str, &'static str)>,
}
shown!(KindsPage);

/// A choice of a list: its word, label and hint.
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
}

#[derive(Template)]
#[template(path = "events/edit.html")]
struct EditPage {
    page: Page,
    form: Form,
    action: String,
    /// The event that is edited: its title and path.
    event: Option<(String, String)>,
    communities: Vec<(String, String)>,
    kinds: Vec<Choice>,
    audiences: Vec<Choice>,
    formats: Vec<Choice>,
    policies: Vec<Choice>,
    zones: Vec<String>,
    /// The zone of the organisation.
    own_zone: String,
    /// Whether the waiting list or the closing time is as somebody chose it, or faulty.
    has_rules: bool,
    speakers: Vec<SpeakerFields>,
    /// Whether the clocks go back over the time: which of the two is asked.
    asks_which: bool,
    is_late: bool,
    /// What stands there now, where somebody else was faster: the label and the text.
    now: Vec<(String, String)>,
    /// How many people would lose their seats, in a sentence.
    sure: String,
    version: i64,
    /// How an event can repeat, for a new one.
    repeats: Vec<Choice>,
    /// Which sessions a change can reach, for one of a series.
    reaches: Vec<Choice>,
}
shown!(EditPage);

fn kinds() -> Vec<Choice> {
    let hint = |kind: Kind| match kind {
        Kind::LunchAndLearn => key("event-kind-lunch-and-learn-hint"),
        Kind::Webinar => key("event-kind-webinar-hint"),
        Kind::CoreMeeting => key("event-kind-core-meeting-hint"),
        Kind::Workshop => key("event-kind-workshop-hint"),
        Kind::Social => key("event-kind-social-hint"),
        Kind::SponsorMeeting => key("event-kind-sponsor-meeting-hint"),
    };
    Kind::ALL.iter().map(|kind| Choice { value: kind.word(), label: kind_key(*kind), hint: hint(*kind) }).collect()
}

fn audiences() -> Vec<Choice> {
    let hint = |audience: Audience| match audience {
        Audience::Public => key("event-audience-public-hint"),
        Audience::Staff => key("event-audience-staff-hint"),
        Audience::Members => key("event-audience-members-hint"),
        Audience::Core => key("event-audience-core-hint"),
    };
    let choice = |one: &Audience| Choice { value: one.word(), label: audience_key(*one), hint: hint(*one) };
    Audience::ALL.iter().map(choice).collect()
}

fn policies() -> Vec<Choice> {
    let choice = |policy: &Policy| match policy {
        Policy::FirstCome => Choice {
            value: policy.word(),
            label: key("event-policy-first-come"),
            hint: key("event-policy-first-come-hint"),
        },
        Policy::Offers => {
            Choice { value: policy.word(), label: key("event-policy-offers"), hint: key("event-policy-offers-hint") }
        }
    };
    Policy::ALL.iter().map(choice).collect()
}

fn repeats() -> Vec<Choice> {
    let choice = |repeat: &Repeat| {
        let label = match repeat {
            Repeat::Weekly => key("event-repeat-weekly"),
            Repeat::MonthlyWeekday => key("event-repeat-monthly-weekday"),
            Repeat::MonthlyLastWeekday => key("event-repeat-monthly-last-weekday"),
            Repeat::MonthlyDay => key("event-repeat-monthly-day"),
            Repeat::MonthlyLastDay => key("event-repeat-monthly-last-day"),
        };
        Choice { value: repeat.word(), label, hint: "" }
    };
    Repeat::ALL.iter().map(choice).collect()
}

/// Which sessions of a series something reaches.
pub(super) fn reaches() -> Vec<Choice> {
    let label = |reach: Reach| match reach {
        Reach::This => key("event-reach-this"),
        Reach::Following => key("event-reach-following"),
        Reach::All => key("event-reach-all"),
    };
    Reach::ALL.iter().map(|reach| Choice { value: reach.word(), label: label(*reach), hint: "" }).collect()
}

/// Asks what sort of event it is to be: each has a form that starts from what is usual for it.
fn kinds_page(visit: &Visit, community: &str) -> Answer {
    let address = |kind: &str| match community {
        "" => format!("/events/new?{}", form_query("kind", kind)),
        slug => format!("/events/new?{}&{}", form_query("kind", kind), form_query("community", slug)),
    };
    show(&KindsPage {
        page: Page::new(visit, "events", visit.words.say("event-new-title")).unlisted(),
        kinds: kinds().into_iter().map(|one| (address(one.value), one.label, one.hint)).collect(),
    })
}

/// Opens the form for a new event: of a kind, for a community, or like an earlier one.
pub(super) async fn new(visit: Visit, query: Query) -> Answer {
    let like = Some(query.get("like")).filter(|like| !like.is_empty());
    let view = events::new_form(&visit, like).await?;
    let fields = match &view.from {
        Some(event) => fields_of(&view, event, true),
        None => {
            let Some(kind) = Kind::from_word(query.get("kind")) else {
                return kinds_page(&visit, query.get("community"));
            };
            let only = match view.choices.as_slice() {
                [one] => one.slug.as_str(),
                _ => query.get("community"),
            };
            fields_for(&visit, kind, only)
        }
    };
    form_page(&visit, &view, Form::new(fields), Shown::default())
}

/// What is special about the form this time.
#[derive(Default)]
struct Shown {
    event: Option<(String, String)>,
    is_late: bool,
    now: Vec<(String, String)>,
    sure: String,
    version: i64,
}

fn form_page(visit: &Visit, view: &EventForm, form: Form, shown: Shown) -> Answer {
    let words = &visit.words;
    let mut communities: Vec<(String, String)> =
        view.choices.iter().map(|one| (one.slug.to_string(), one.name.clone())).collect();
    for holder in &view.holders {
        if shown.event.is_some() && !communities.iter().any(|(slug, _)| slug == holder.slug.as_str()) {
            communities.push((holder.slug.to_string(), holder.name.clone()));
        }
    }
    let mut speakers = speaker_names();
    let used = speakers.iter().rposition(|one| one.all().iter().any(|field| !form.value(field).is_empty()));
    speakers.truncate(used.map_or(0, |last| last + 1) + SPARE);
    let is_sure_asked = !shown.sure.is_empty();
    let status = form.status(shown.is_late || is_sure_asked);
    let title = match &shown.event {
        Some((title, _)) => words.say_with("event-edit-title", &[("event", title.as_str().into())]),
        None => words.say("event-new-title").to_owned(),
    };
    show(&EditPage {
        page: Page::new(visit, "events", title).status(status).unlisted(),
        action: shown.event.as_ref().map_or_else(|| "/events".to_owned(), |(_, path)| format!("{path}/edit")),
        communities,
        kinds: kinds(),
        audiences: audiences(),
        formats: Format::ALL
            .iter()
            .map(|one| Choice { value: one.word(), label: format_key(*one), hint: "" })
            .collect(),
        policies: policies(),
        zones: wall::zone_names(),
        own_zone: visit.site.organisation.time_zone.clone(),
        has_rules: ["policy", "offer_hours", "closes"].iter().any(|field| form.faults.of(field).is_some())
            || form.chosen("policy", Policy::Offers.word())
            || !form.value("closes").is_empty(),
        speakers,
        asks_which: form.faults.of("starts") == Some(copia_app::domain::fields::Fault::TwiceThatTime)
            || !form.value("which").is_empty(),
        repeats: if shown.event.is_none() { repeats() } else { Vec::new() },
        reaches: if shown.event.is_some() && view.from.as_ref().is_some_and(|event| event.series_id.is_some()) {
            reaches()
        } else {
            Vec::new()
        },
        is_late: shown.is_late,
        now: shown.now,
        sure: shown.sure,
        version: shown.version,
        event: shown.event,
        form,
    })
}

/// The names of the fields of one speaker, and which row it is.
struct SpeakerFields {
    name: String,
    from: String,
    email: String,
    number: String,
}

impl SpeakerFields {
    const fn all(&self) -> [&String; 3] {
        [&self.name, &self.from, &self.email]
    }
}

/// The names of the fields of the speakers.
fn speaker_names() -> Vec<SpeakerFields> {
    let fields = |row: usize| SpeakerFields {
        name: format!("speaker-{row}"),
        from: format!("from-{row}"),
        email: format!("email-{row}"),
        number: row.to_string(),
    };
    (1..=SPEAKERS).map(fields).collect()
}

fn input<'a>(posted: &'a Posted, names: &'a [SpeakerFields]) -> EventInput<'a> {
    EventInput {
        communities: posted.all("communities").collect(),
        answers: posted.get("answers"),
        kind: posted.get("kind"),
        audience: posted.get("audience"),
        title: posted.get("title"),
        summary: posted.get("summary"),
        description: posted.get("description"),
        preparation: posted.get("preparation"),
        date: posted.get("date"),
        starts: posted.get("starts"),
        ends: posted.get("ends"),
        which: posted.get("which"),
        zone: posted.get("zone"),
        format: posted.get("format"),
        place: posted.get("place"),
        joining_link: posted.get("joining_link"),
        seats: posted.get("seats"),
        online_seats: posted.get("online_seats"),
        policy: posted.get("policy"),
        offer_hours: posted.get("offer_hours"),
        closes: posted.get("closes"),
        is_recorded: posted.has("is_recorded"),
        seeks_speakers: posted.has("seeks_speakers"),
        speakers: names
            .iter()
            .map(|one| SpeakerInput {
                name: posted.get(&one.name),
                affiliation: posted.get(&one.from),
                email: posted.get(&one.email),
            })
            .collect(),
        repeat: posted.get("repeat"),
        every: posted.get("every"),
        ends_after: posted.get("ends_after"),
        ends_on: posted.get("ends_on"),
        reach: posted.get("reach"),
        version: posted.get("version").parse().unwrap_or(0),
        is_sure: posted.has("is_sure"),
    }
}

/// Keeps a new event as a draft.
pub(super) async fn create(posted: Posted) -> Answer {
    let names = speaker_names();
    match events::create(&posted.visit, &input(&posted, &names)).await {
        Ok(slug) if posted.has("repeat") => {
            let path = format!("{}/series", event_path(slug.as_str()));
            Ok(redirect(&path, Some(Flash::new(key("flash-series-draft")))))
        }
        Ok(slug) => Ok(redirect(&event_path(slug.as_str()), Some(Flash::new(key("flash-event-draft"))))),
        Err(Error::Invalid(faults)) => {
            let view = events::new_form(&posted.visit, None).await?;
            form_page(&posted.visit, &view, Form::with(posted.fields.clone(), faults), Shown::default())
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens the form to edit an event.
pub(super) async fn edit(visit: Visit, Path(slug): Path<String>) -> Answer {
    edit_page(&visit, &slug, None, false, String::new()).await
}

async fn edit_page(visit: &Visit, slug: &str, typed: Option<Form>, is_late: bool, sure: String) -> Answer {
    let view = events::edit_form(visit, slug).await?;
    let Some(event) = &view.from else { return Err(crate::shell::Problem::NotFound) };
    let there = fields_of(&view, event, false);
    let form = typed.unwrap_or_else(|| Form::new(there.clone()));
    let shown = Shown {
        event: Some((event.title.clone(), event_path(event.slug.as_str()))),
        is_late,
        now: if is_late { changed(visit, &form, event, &there) } else { Vec::new() },
        sure,
        version: event.version,
    };
    form_page(visit, &view, form, shown)
}

/// Keeps what a host has changed.
pub(super) async fn save(Path(slug): Path<String>, posted: Posted) -> Answer {
    let names = speaker_names();
    let typed = || Form::new(posted.fields.clone());
    match events::save(&posted.visit, &slug, &input(&posted, &names)).await {
        Ok(Saved::Done { is_told }) => {
            let flash = if is_told { key("flash-event-told") } else { key("flash-saved") };
            Ok(redirect(&event_path(&slug), Some(Flash::new(flash))))
        }
        Ok(Saved::Many { is_told, .. }) => {
            let flash = if is_told { key("flash-series-told") } else { key("flash-series-saved") };
            Ok(redirect(&format!("{}/series", event_path(&slug)), Some(Flash::new(flash))))
        }
        Ok(Saved::Sure { people }) => {
            let sure = posted.visit.words.say_with("event-sure", &[("people", people.into())]);
            edit_page(&posted.visit, &slug, Some(typed()), false, sure).await
        }
        Err(Error::Invalid(faults)) => {
            let form = Form::with(posted.fields.clone(), faults);
            edit_page(&posted.visit, &slug, Some(form), false, String::new()).await
        }
        Err(Error::Stale) => edit_page(&posted.visit, &slug, Some(typed()), true, String::new()).await,
        Err(error) => Err(error.into()),
    }
}
