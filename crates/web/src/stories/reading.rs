//! Reading stories: one, those of a community, and one's own.

use super::{StoryRow, audience_key, by, day, happened, naming_key, own_row, path, row, state_key};
use crate::{
    communities::Place,
    people::TABS,
    shell::{Answer, Form, Page, Query, Visit, form_query, show, shown},
    value::words::{level_key, short_key, step_key, value_key, word_key},
};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::{
    domain::value::{
        ValueType,
        stories::{Hand, MOST_STEPS, MOST_WORDS, State, StepState, Word},
    },
    people::shown_name,
    stories::{self, Filter, Step, StoryPage, StoryWord, Told},
};
use copia_text::{Words, key};
use std::fmt::Write as _;

#[derive(Template)]
#[template(path = "stories/list.html")]
struct ListPage {
    page: Page,
    place: Place,
    rows: Vec<StoryRow>,
    total: i64,
    is_narrowed: bool,
    may_tell: bool,
    types: Vec<(&'static str, &'static str)>,
    states: Vec<(&'static str, &'static str)>,
    form: Form,
    summary: String,
    previous: String,
    next: String,
}
shown!(ListPage);

/// The stories of a community.
pub(super) async fn list(visit: Visit, Path(slug): Path<String>, query: Query) -> Answer {
    let filter =
        Filter { value_type: ValueType::from_word(query.get("kind")), state: StepState::from_word(query.get("step")) };
    let number = query.page();
    let view = stories::list(&visit, &slug, filter, number).await?;
    let words = &visit.words;
    let place = Place::new(&visit, &view.found, &view.standing, "stories");
    let to = |number: i64| {
        let mut address = format!("{}?{}", place.to("stories"), form_query("page", &number.to_string()));
        for name in ["kind", "step"] {
            if query.has(name) {
                let _ = write!(address, "&{}", form_query(name, query.get(name)));
            }
        }
        address
    };
    let title = words.say_with("stories-of", &[("community", view.found.name.as_str().into())]);
    show(&ListPage {
        page: Page::new(&visit, "communities", title),
        rows: view.told.iter().map(|told| row(&visit, told)).collect(),
        total: view.total,
        is_narrowed: filter != Filter::default(),
        may_tell: view.may_tell,
        types: ValueType::ALL.iter().map(|one| (one.word(), short_key(*one))).collect(),
        states: StepState::ALL.iter().map(|one| (one.word(), step_key(*one))).collect(),
        form: Form::new((*query).clone()),
        summary: words.say_with("stories-page", &[("page", number.into()), ("pages", view.pages.into())]),
        previous: if number > 1 { to(number - 1) } else { String::new() },
        next: if number < view.pages { to(number + 1) } else { String::new() },
        place,
    })
}

/// A step as it is read.
struct StepShown {
    position: i64,
    kind: &'static str,
    outcome: &'static str,
    class: &'static str,
    body: String,
    when: String,
    evidence: String,
    /// What the indicator is known by and called, and where it is.
    indicator: Option<(String, String)>,
}

/// A second person's word.
struct WordShown {
    who: String,
    said: &'static str,
    note: String,
    when: String,
    is_before: bool,
}

#[derive(Template)]
#[template(path = "stories/look.html")]
struct LookPage {
    page: Page,
    path: String,
    community: (String, String),
    by: String,
    state: &'static str,
    is_own: bool,
    note: String,
    steps: Vec<StepShown>,
    facts: Vec<(&'static str, String, String)>,
    words: Vec<WordShown>,
    may_edit: bool,
    may_add: bool,
    may_share: bool,
    may_offer: bool,
    is_told: bool,
    may_withdraw: bool,
    may_return: bool,
    may_ask: bool,
    may_discard: bool,
    is_due: bool,
    is_shared: bool,
    has_appraisal: bool,
    choices: Vec<(&'static str, &'static str)>,
    is_asked: bool,
    is_late: bool,
    version: i64,
    form: Form,
}
shown!(LookPage);

/// One story.
pub(super) async fn look(visit: Visit, Path(id): Path<String>) -> Answer {
    page(&visit, &id, None, false).await
}

/// The page, with a form that was sent from it and has to be changed; `is_late` where a word was given on another text.
pub(super) async fn page(visit: &Visit, id: &str, tried: Option<Form>, is_late: bool) -> Answer {
    let view = stories::look(visit, id).await?;
    let words = &visit.words;
    let story = &view.told.story;
    let form = tried.unwrap_or_else(|| Form::new(said(&view)));
    let is_own = view.hand.is_some();
    let page = Page::new(visit, "communities", story.title.clone()).status(form.status(is_late));
    let is_teller = view.hand == Some(Hand::Teller);
    let is_quiet = matches!(story.state, State::Draft | State::Returned | State::Withdrawn);
    show(&LookPage {
        page: if story.state == State::Shared && !is_own { page } else { page.secret() },
        path: path(story.id),
        community: (story.community.clone(), format!("/communities/{}", story.community_slug)),
        by: by(words, story),
        state: state_key(story.state),
        is_own,
        note: story.note.clone().unwrap_or_default(),
        steps: view.told.steps.iter().map(|step| step_shown(words, &view.told, step)).collect(),
        facts: facts(visit, &view),
        words: word_rows(visit, &view),
        may_edit: view.may_edit,
        may_add: view.may_edit && view.told.steps.len() < MOST_STEPS,
        may_share: (is_teller || view.hand == Some(Hand::Told)) && !view.told.steps.is_empty(),
        may_offer: view.hand == Some(Hand::Writer) && view.may_edit && !view.told.steps.is_empty(),
        is_told: view.hand == Some(Hand::Told),
        may_withdraw: is_teller && story.state == State::Shared,
        may_return: view.may_return,
        may_ask: is_teller && story.state != State::Withdrawn && view.told.words.len() < MOST_WORDS,
        may_discard: view.may_edit && is_quiet,
        is_due: view.is_due,
        is_shared: story.state == State::Shared,
        has_appraisal: is_teller && !view.told.steps.is_empty(),
        choices: Word::ALL.iter().map(|one| (one.word(), word_key(*one))).collect(),
        is_asked: view.my_word.is_some(),
        is_late,
        version: story.version,
        form,
    })
}

/// What the viewer has said of the story before.
fn said(view: &StoryPage) -> crate::shell::Fields {
    let word = view.my_word.as_ref();
    crate::shell::Fields::of([
        ("word", word.and_then(|one| one.word).map_or("", |one| one.word()).to_owned()),
        ("remark", word.and_then(|one| one.note.clone()).unwrap_or_default()),
    ])
}

fn step_shown(words: &Words, told: &Told, step: &Step) -> StepShown {
    let slug = &told.story.community_slug;
    let indicator = step.code().zip(step.indicator.clone()).zip(step.indicator_id);
    let mark = super::mark(step);
    StepShown {
        position: step.position,
        kind: value_key(step.value_type),
        outcome: mark.outcome,
        class: mark.class,
        body: step.body.clone(),
        when: happened(words, step.happened),
        evidence: step.evidence.clone(),
        indicator: indicator
            .map(|((code, what), id)| (format!("{code} {what}"), format!("/communities/{slug}/value/indicators/{id}"))),
    }
}

fn facts(visit: &Visit, view: &StoryPage) -> Vec<(&'static str, String, String)> {
    let words = &visit.words;
    let story = &view.told.story;
    let mut facts = Vec::new();
    let mut add = |term, said: String, to: String| {
        if !said.is_empty() {
            facts.push((term, said, to));
        }
    };
    let event = story.event_slug.as_ref().map_or_else(String::new, |slug| format!("/events/{slug}"));
    add(key("story-began-event"), story.event.clone().unwrap_or_default(), event);
    add(key("story-began"), story.beginning.clone(), story.address.clone());
    add(key("story-contributors"), story.contributors.clone(), String::new());
    add(key("story-otherwise"), story.otherwise.clone(), String::new());
    let level = story.level.map_or("", |level| words.say(level_key(level))).to_owned();
    add(key("story-level"), level, String::new());
    if view.hand.is_some() {
        add(key("story-audience"), words.say(audience_key(story.audience)).to_owned(), String::new());
        add(key("story-naming"), words.say(naming_key(story.naming)).to_owned(), String::new());
        let follow_up = story.follow_up.map_or_else(String::new, |one| words.date(one.0));
        add(key("story-follow-up"), follow_up, String::new());
    }
    let shared = story.shared_at.filter(|_| story.state == State::Shared);
    add(key("story-shared"), shared.map_or_else(String::new, |at| day(visit, at)), String::new());
    facts
}

/// What others say: those who have answered for everybody, and for whose story it is also who was asked.
fn word_rows(visit: &Visit, view: &StoryPage) -> Vec<WordShown> {
    let words = &visit.words;
    let one = |word: &StoryWord| {
        let at = word.answered_at.unwrap_or(word.asked_at);
        let name = if visit.viewer.is_staff() {
            shown_name(words, &word.person)
        } else {
            word.job.clone().unwrap_or_else(|| words.say("story-word-somebody").to_owned())
        };
        WordShown {
            who: name,
            said: word.word.map_or(key("story-word-waiting"), word_key),
            note: word.note.clone().unwrap_or_default(),
            when: day(visit, at),
            is_before: word.answered_at.is_some_and(|at| at < view.told.story.changed_at),
        }
    };
    let shows = |word: &&StoryWord| word.word.is_some() || view.hand.is_some();
    view.told.words.iter().filter(shows).map(one).collect()
}

#[derive(Template)]
#[template(path = "stories/mine.html")]
struct MinePage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    due: Vec<StoryRow>,
    asked: Vec<StoryRow>,
    told: Vec<StoryRow>,
    writing: Vec<StoryRow>,
}
shown!(MinePage);

/// One's own stories.
pub(super) async fn mine(visit: Visit) -> Answer {
    let view = stories::mine(&visit).await?;
    let own = |all: &[Told]| all.iter().map(|told| own_row(&visit, told)).collect::<Vec<_>>();
    let asked = view.asked.iter().map(|(told, word)| {
        let said = word.word.map_or(key("story-word-asked"), word_key);
        StoryRow { state: said, ..row(&visit, told) }
    });
    let due: Vec<Told> = view.due(&visit).into_iter().cloned().collect();
    let page = Page::new(&visit, "me", visit.words.say("me-tab-stories")).secret();
    let (asked, told, writing) = (asked.collect(), own(&view.told), own(&view.writing));
    show(&MinePage { page, tabs: &TABS, due: own(&due), asked, told, writing })
}

/// The story as plain text, for its teller to use in an appraisal.
pub(super) async fn appraisal(visit: Visit, Path(id): Path<String>) -> Answer {
    let view = stories::look(&visit, &id).await?;
    if view.hand != Some(Hand::Teller) {
        return Err(copia_app::Error::NotFound.into());
    }
    let words = &visit.words;
    let story = &view.told.story;
    let mut text = format!("{}\n{}\n", story.title, story.community);
    for step in &view.told.steps {
        let _ = write!(
            text,
            "\n{} ({})\n{}\n",
            words.say(short_key(step.value_type)),
            words.say(step_key(step.state)),
            step.body
        );
        for said in [happened(words, step.happened), step.evidence.clone(), step.indicator.clone().unwrap_or_default()]
        {
            if !said.is_empty() {
                let _ = writeln!(text, "{said}");
            }
        }
    }
    for (term, said, _) in facts(&visit, &view) {
        let _ = write!(text, "\n{}: {said}\n", words.say(term));
    }
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"story.txt\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, text).into_response())
}
