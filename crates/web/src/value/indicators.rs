//! What is measured: defining it, writing measurements down, and reading them.

use super::words::{
    automatic_key, basis, direction_key, figure, kind_key, level_key, measure_key, standing_key, value_key,
};
use crate::{
    communities::{Place, community_path},
    shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown},
    stories::{StoryRow, row as story_row},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::{
        claims::Level,
        value::{
            ValueType,
            indicators::{Automatic, Direction, Kind, Measure, Standing, standing},
        },
    },
    impact::date_words,
    people::shown_name,
    value::{self, Indicator, IndicatorInput, Measurement, MeasurementInput},
};
use copia_text::{Words, key};

/// An indicator in a list.
pub(super) struct IndicatorRow {
    pub(super) heading: String,
    pub(super) to: String,
    pub(super) latest: String,
    pub(super) notes: Vec<String>,
    pub(super) standing: &'static str,
    pub(super) class: &'static str,
    pub(super) is_counted: bool,
    pub(super) is_ended: bool,
}

/// An indicator as a row.
pub(super) fn row(words: &Words, place: &Place, one: &Indicator) -> IndicatorRow {
    let stands = standing(one.direction, one.baseline, one.target, one.latest);
    let of = |value| figure(words, one.measure, &one.unit, value);
    let mut notes = Vec::new();
    notes.extend(one.latest_on.map(|day| words.say_with("indicator-on", &[("day", words.date(day.0).into())])));
    notes.extend(one.latest.map(|value| basis(words, one.measure, value, one.latest_base)));
    notes.extend(one.baseline.map(|value| words.say_with("indicator-from", &[("value", of(value).into())])));
    notes.extend(one.target.map(|value| words.say_with("indicator-to", &[("value", of(value).into())])));
    notes.push(words.say(kind_key(one.kind)).to_owned());
    notes.retain(|note| !note.is_empty());
    IndicatorRow {
        heading: format!("{} {}", one.code(), one.name),
        to: place.to(&format!("value/indicators/{}", one.id)),
        latest: one.latest.map_or_else(String::new, of),
        notes,
        standing: standing_key(stands),
        class: class(stands),
        is_counted: one.automatic.is_some(),
        is_ended: one.retired_at.is_some(),
    }
}

const fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Reached | Standing::Towards => "active",
        Standing::Away => "refused",
        Standing::NotMeasured | Standing::Unmoved => "waiting",
        Standing::Alone => "",
    }
}

#[derive(Template)]
#[template(path = "value/indicator-edit.html")]
struct EditPage {
    page: Page,
    place: Place,
    action: String,
    back: String,
    is_new: bool,
    is_counted: bool,
    is_late: bool,
    version: i64,
    types: Vec<(&'static str, &'static str)>,
    kinds: Vec<(&'static str, &'static str)>,
    levels: Vec<(&'static str, &'static str)>,
    measures: Vec<(&'static str, &'static str)>,
    directions: Vec<(&'static str, &'static str)>,
    automatics: Vec<(&'static str, &'static str)>,
    form: Form,
}
shown!(EditPage);

/// The form of a new indicator.
pub(super) async fn new(visit: Visit, Path(slug): Path<String>) -> Answer {
    edit_page(&visit, &slug, None, None, false).await
}

/// The form of an indicator.
pub(super) async fn edit(visit: Visit, Path((slug, id)): Path<(String, String)>) -> Answer {
    edit_page(&visit, &slug, Some(&id), None, false).await
}

async fn edit_page(visit: &Visit, slug: &str, id: Option<&str>, tried: Option<Form>, is_late: bool) -> Answer {
    let view = value::indicator_form(visit, slug, id).await?;
    let words = &visit.words;
    let place = Place::new(visit, &view.found, &view.standing, "value");
    let there = view.indicator.as_ref();
    let form = tried.unwrap_or_else(|| Form::new(there.map_or_else(blank, kept)));
    let status = if is_late { StatusCode::CONFLICT } else { form.status(false) };
    let title = if there.is_some() { key("indicator-edit-title") } else { key("indicator-new-title") };
    let own = there.map(|one| place.to(&format!("value/indicators/{}", one.id)));
    show(&EditPage {
        page: Page::new(visit, "communities", words.say(title)).unlisted().status(status),
        action: own.as_ref().map_or_else(|| place.to("value/indicators"), |own| format!("{own}/edit")),
        back: own.unwrap_or_else(|| place.to("value")),
        is_new: there.is_none(),
        is_counted: there.is_some_and(|one| one.automatic.is_some()),
        is_late,
        version: there.map_or(0, |one| one.version),
        types: ValueType::ALL.iter().map(|one| (one.word(), value_key(*one))).collect(),
        kinds: Kind::ALL.iter().map(|one| (one.word(), kind_key(*one))).collect(),
        levels: Level::ALL.iter().map(|one| (one.word(), level_key(*one))).collect(),
        measures: Measure::ALL.iter().map(|one| (one.word(), measure_key(*one))).collect(),
        directions: Direction::ALL.iter().map(|one| (one.word(), direction_key(*one))).collect(),
        automatics: Automatic::ALL.iter().map(|one| (one.word(), automatic_key(*one))).collect(),
        place,
        form,
    })
}

fn blank() -> Fields {
    Fields::of([
        ("kind", Kind::Effect.word().to_owned()),
        ("measure", Measure::Number.word().to_owned()),
        ("direction", Direction::Up.word().to_owned()),
    ])
}

fn kept(one: &Indicator) -> Fields {
    let of =
        |value: Option<copia_app::domain::value::Quantity>| value.map_or_else(String::new, |value| value.to_string());
    Fields::of([
        ("name", one.name.clone()),
        ("definition", one.definition.clone()),
        ("source", one.source.clone()),
        ("level", one.level.map_or("", |level| level.word()).to_owned()),
        ("kind", one.kind.word().to_owned()),
        ("unit", one.unit.clone()),
        ("direction", one.direction.word().to_owned()),
        ("baseline", of(one.baseline)),
        ("baseline_on", one.baseline_on.map_or_else(String::new, |date| date.to_string())),
        ("target", of(one.target)),
        ("target_by", one.target_by.map_or_else(String::new, |day| day.to_string())),
    ])
}

/// Keeps a new indicator.
pub(super) async fn create(Path(slug): Path<String>, posted: Posted) -> Answer {
    keep(posted, &slug, None).await
}

/// Keeps an indicator.
pub(super) async fn save(Path((slug, id)): Path<(String, String)>, posted: Posted) -> Answer {
    keep(posted, &slug, Some(&id)).await
}

async fn keep(posted: Posted, slug: &str, id: Option<&str>) -> Answer {
    let input = IndicatorInput {
        name: posted.get("name"),
        definition: posted.get("definition"),
        source: posted.get("source"),
        value_type: posted.get("value_type"),
        level: posted.get("level"),
        kind: posted.get("kind"),
        measure: posted.get("measure"),
        unit: posted.get("unit"),
        direction: posted.get("direction"),
        baseline: posted.get("baseline"),
        baseline_on: posted.get("baseline_on"),
        target: posted.get("target"),
        target_by: posted.get("target_by"),
        automatic: posted.get("automatic"),
        version: posted.get("version").parse().unwrap_or(-1),
    };
    match value::save_indicator(&posted.visit, slug, id, &input).await {
        Ok(kept) => Ok(redirect(&path(slug, kept), Some(Flash::new(key("flash-saved"))))),
        Err(Error::Invalid(faults)) => {
            edit_page(&posted.visit, slug, id, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => edit_page(&posted.visit, slug, id, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}

fn path(slug: &str, id: impl std::fmt::Display) -> String {
    format!("{}/value/indicators/{id}", community_path(slug))
}

/// A measurement in the table.
struct MeasurementRow {
    day: String,
    value: String,
    basis: String,
    note: String,
    by: String,
    /// Where it is taken away; nothing for what the site counted.
    removal: String,
}

#[derive(Template)]
#[template(path = "value/indicator.html")]
struct LookPage {
    page: Page,
    place: Place,
    own: String,
    facts: Vec<(&'static str, String)>,
    standing: &'static str,
    class: &'static str,
    is_counted: bool,
    is_ended: bool,
    rows: Vec<MeasurementRow>,
    stories: Vec<StoryRow>,
    may_frame: bool,
    may_record: bool,
    version: i64,
    form: Form,
}
shown!(LookPage);

/// An indicator with its measurements.
pub(super) async fn look(visit: Visit, Path((slug, id)): Path<(String, String)>) -> Answer {
    let form = Form::new(Fields::of([("on", visit.today().to_string())]));
    page(&visit, &slug, &id, form).await
}

async fn page(visit: &Visit, slug: &str, id: &str, form: Form) -> Answer {
    let view = value::indicator_page(visit, slug, id).await?;
    let words = &visit.words;
    let one = &view.indicator;
    let stands = standing(one.direction, one.baseline, one.target, one.latest);
    let place = Place::new(visit, &view.found, &view.standing, "value");
    let own = path(slug, one.id);
    show(&LookPage {
        page: Page::new(visit, "communities", format!("{} {}", one.code(), one.name))
            .unlisted()
            .status(form.status(false)),
        facts: facts(words, one),
        standing: standing_key(stands),
        class: class(stands),
        is_counted: one.automatic.is_some(),
        is_ended: one.retired_at.is_some(),
        rows: view.measurements.iter().map(|row| measurement(words, &own, row, view.may_frame)).collect(),
        stories: view.stories.iter().map(|told| story_row(visit, told)).collect(),
        may_frame: view.may_frame,
        may_record: view.may_frame && one.automatic.is_none() && one.retired_at.is_none(),
        version: one.version,
        place,
        own,
        form,
    })
}

fn facts(words: &Words, one: &Indicator) -> Vec<(&'static str, String)> {
    let of = |value| figure(words, one.measure, &one.unit, value);
    let dated = |value: Option<_>, day: Option<String>| match (value, day) {
        (None, _) => String::new(),
        (Some(value), None) => of(value),
        (Some(value), Some(day)) => {
            words.say_with("indicator-dated", &[("value", of(value).into()), ("day", day.into())])
        }
    };
    let counted = one.automatic.map_or("", |automatic| words.say(automatic_key(automatic))).to_owned();
    let all = [
        (key("indicator-counted-what"), counted),
        (key("indicator-definition"), one.definition.clone()),
        (key("indicator-source"), one.source.clone()),
        (key("claim-value-type"), words.say(value_key(one.value_type)).to_owned()),
        (key("story-level"), one.level.map_or("", |level| words.say(level_key(level))).to_owned()),
        (key("indicator-kind"), words.say(kind_key(one.kind)).to_owned()),
        (key("indicator-baseline"), dated(one.baseline, one.baseline_on.map(|date| date_words(words, date)))),
        (key("indicator-target"), dated(one.target, one.target_by.map(|day| words.date(day.0)))),
        (key("indicator-direction"), words.say(direction_key(one.direction)).to_owned()),
    ];
    all.into_iter().filter(|(_, said)| !said.is_empty()).collect()
}

fn measurement(words: &Words, own: &str, row: &Measurement, may_frame: bool) -> MeasurementRow {
    let by = row.recorded_by.as_ref().map(|name| shown_name(words, name));
    MeasurementRow {
        day: words.date(row.measured_on.0),
        value: figure(words, row.measure, &row.unit, row.value),
        basis: basis(words, row.measure, row.value, row.base_n),
        note: row.note.clone().unwrap_or_default(),
        by: by.unwrap_or_else(|| words.say("indicator-counted").to_owned()),
        removal: if may_frame && !row.is_counted {
            format!("{own}/measurements/{}/removal", row.id)
        } else {
            String::new()
        },
    }
}

/// Writes a measurement down.
pub(super) async fn record(Path((slug, id)): Path<(String, String)>, posted: Posted) -> Answer {
    let input = MeasurementInput {
        on: posted.get("on"),
        value: posted.get("value"),
        base: posted.get("base"),
        note: posted.get("note"),
    };
    match value::record(&posted.visit, &slug, &id, &input).await {
        Ok(()) => Ok(redirect(&path(&slug, id), Some(Flash::new(key("flash-measured"))))),
        Err(Error::Invalid(faults)) => page(&posted.visit, &slug, &id, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes a measurement away.
pub(super) async fn unrecord(Path((slug, id, one)): Path<(String, String, String)>, posted: Posted) -> Answer {
    value::unrecord(&posted.visit, &slug, &id, &one).await?;
    Ok(redirect(&path(&slug, id), Some(Flash::new(key("flash-unmeasured")))))
}

/// Ends an indicator, or takes it up again.
pub(super) async fn retire(Path((slug, id)): Path<(String, String)>, posted: Posted) -> Answer {
    let version = posted.get("version").parse().unwrap_or(-1);
    value::retire(&posted.visit, &slug, &id, version).await?;
    Ok(redirect(&path(&slug, id), Some(Flash::new(key("flash-saved")))))
}
