//! Stories of what difference a community made: reading them, telling one, writing one for somebody, and giving one's
//! word.

mod reading;
mod sharing;
mod writing;

use crate::{
    routes::Routes,
    shell::Visit,
    value::words::{short_key, step_key},
};
use copia_app::{
    domain::value::stories::{Audience, Naming, State},
    impact::date_words,
    people::shown_name,
    stories::{Story, Told, told_by},
};
use copia_text::{Words, key};

/// The routes of stories.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/communities/{slug}/stories", reading::list)
        .get("/communities/{slug}/stories/new", writing::new)
        .post("/communities/{slug}/stories", writing::create)
        .get("/me/stories", reading::mine)
        .get("/stories/{story}", reading::look)
        .get("/stories/{story}/appraisal", reading::appraisal)
        .get("/stories/{story}/edit", writing::edit)
        .post("/stories/{story}/edit", writing::save)
        .get("/stories/{story}/steps", writing::new_step)
        .post("/stories/{story}/steps", writing::add_step)
        .get("/stories/{story}/steps/{position}", writing::edit_step)
        .post("/stories/{story}/steps/{position}", writing::save_step)
        .post("/stories/{story}/steps/{position}/removal", writing::remove_step)
        .get("/stories/{story}/sharing", sharing::form)
        .post("/stories/{story}/sharing", sharing::share)
        .post("/stories/{story}/offer", sharing::offer)
        .post("/stories/{story}/answer", sharing::give_back)
        .post("/stories/{story}/return", sharing::return_story)
        .post("/stories/{story}/withdrawal", sharing::withdraw)
        .post("/stories/{story}/removal", sharing::discard)
        .post("/stories/{story}/words", sharing::ask_word)
        .post("/stories/{story}/word", sharing::answer_word)
}

/// The message for where a story stands.
const fn state_key(state: State) -> &'static str {
    match state {
        State::Draft => key("story-state-draft"),
        State::Offered => key("story-state-offered"),
        State::Shared => key("story-state-shared"),
        State::Returned => key("story-state-returned"),
        State::Withdrawn => key("story-state-withdrawn"),
    }
}

/// The message for who may read a story.
const fn audience_key(audience: Audience) -> &'static str {
    match audience {
        Audience::Community => key("story-audience-community"),
        Audience::Organisation => key("story-audience-organisation"),
        Audience::Public => key("story-audience-public"),
    }
}

/// The message for how a story says whose it is.
const fn naming_key(naming: Naming) -> &'static str {
    match naming {
        Naming::Name => key("story-naming-name"),
        Naming::Role => key("story-naming-role"),
        Naming::Nobody => key("story-naming-nobody"),
    }
}

/// Whose a story is, as its readers see it.
fn by(words: &Words, story: &Story) -> String {
    let parts = told_by(story);
    if parts.is_empty() {
        words.say("story-by-nobody").to_owned()
    } else {
        words.say_with("story-by", &[("teller", parts.join(", ").into())])
    }
}

/// A step as a mark in a list: the kind of value, what became of it, and the class of its mark.
pub(crate) struct StepMark {
    pub(crate) kind: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) class: &'static str,
}

/// A story in a list.
pub(crate) struct StoryRow {
    pub(crate) heading: String,
    pub(crate) to: String,
    pub(crate) lead: String,
    pub(crate) marks: Vec<StepMark>,
    pub(crate) notes: Vec<String>,
    /// Where it stands, in one's own list; otherwise nothing.
    pub(crate) state: &'static str,
}

/// A story as a row of a list that others read.
pub(crate) fn row(visit: &Visit, told: &Told) -> StoryRow {
    let words = &visit.words;
    let story = &told.story;
    let mut notes = vec![by(words, story)];
    notes.extend(story.shared_at.map(|at| words.say_with("story-shared-on", &[("day", day(visit, at).into())])));
    if story.confirmed > 0 {
        notes.push(words.say_with("story-confirmed", &[("count", story.confirmed.into())]));
    }
    StoryRow {
        heading: story.title.clone(),
        to: path(story.id),
        lead: told.steps.first().map_or_else(String::new, |step| step.body.chars().take(220).collect()),
        marks: told.steps.iter().map(mark).collect(),
        notes,
        state: "",
    }
}

/// A story as a row of one's own list.
fn own_row(visit: &Visit, told: &Told) -> StoryRow {
    let words = &visit.words;
    let story = &told.story;
    let mut notes = vec![story.community.clone()];
    if story.teller_id != story.writer_id {
        let (said, who) = if Some(story.teller_id) == visit.viewer.id() {
            (key("story-written-by"), &story.writer)
        } else {
            (key("story-written-for"), &story.teller)
        };
        notes.push(words.say_with(said, &[("name", shown_name(words, who).into())]));
    }
    StoryRow { notes, state: state_key(story.state), ..row(visit, told) }
}

fn mark(step: &copia_app::stories::Step) -> StepMark {
    use copia_app::domain::value::stories::StepState;
    let class = match step.state {
        StepState::Happened => "active",
        StepState::Partly => "",
        StepState::HopedFor => "waiting",
        StepState::DidNotHappen => "refused",
    };
    StepMark { kind: short_key(step.value_type), outcome: step_key(step.state), class }
}

fn day(visit: &Visit, at: copia_app::domain::time::When) -> String {
    visit.words.date(at.day_in(&visit.site.zone))
}

/// When something happened, as exactly as it is known.
fn happened(words: &Words, date: Option<copia_app::domain::published::PublishedDate>) -> String {
    date.map_or_else(String::new, |date| date_words(words, date))
}

/// The path of a story.
pub(crate) fn path(id: impl std::fmt::Display) -> String {
    format!("/stories/{id}")
}
