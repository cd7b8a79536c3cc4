//! The evidence board: what the public pages rest on, what is weak in it, and what falls due.

use super::{
    path,
    words::{lack_words, state_key, strength_key},
};
use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown};
use askama::Template;
use copia_app::{
    Error,
    claims::{self, Due, Shown},
};
use copia_text::{Words, key};

/// A claim in a list.
struct Row {
    statement: String,
    href: String,
    about: String,
    notes: Vec<String>,
    badge: &'static str,
}

#[derive(Template)]
#[template(path = "claims/board.html")]
struct BoardPage {
    page: Page,
    /// Heading, sentence and rows of each list that is not empty.
    lists: Vec<(&'static str, &'static str, Vec<Row>)>,
    is_empty: bool,
    /// What was said in surveys alone: the question, where its results are, and how many said so.
    said_only: Vec<(String, String, String)>,
    /// Communities without a story past potential: the name, and where a story is told.
    unused: Vec<(String, String)>,
    empty: Vec<String>,
    form: Form,
}
shown!(BoardPage);

/// The board.
pub(super) async fn board(visit: Visit) -> Answer {
    page(&visit, None).await
}

async fn page(visit: &Visit, tried: Option<Form>) -> Answer {
    let view = claims::board(visit).await?;
    let words = &visit.words;
    let rows = |all: &[Shown]| all.iter().map(|one| row(visit, one, None)).collect::<Vec<_>>();
    let due = view.due.iter().map(|(why, one)| row(visit, one, Some(*why))).collect();
    let lists = vec![
        (key("board-due"), key("board-due-text"), due),
        (key("board-waiting"), key("board-waiting-text"), rows(&view.waiting)),
        (key("board-weak"), key("board-weak-text"), rows(&view.weak)),
        (key("board-drafts"), key("board-drafts-text"), rows(&view.drafts)),
        (key("board-sound"), key("board-sound-text"), rows(&view.sound)),
        (key("board-past"), key("board-past-text"), rows(&view.past)),
    ];
    let lists: Vec<_> = lists.into_iter().filter(|(_, _, rows)| !rows.is_empty()).collect();
    let form = tried.unwrap_or_else(|| Form::new(Fields::of([("themes", view.themes.join("\n"))])));
    show(&BoardPage {
        page: Page::new(visit, "impact", words.say("board-title")).unlisted().status(form.status(false)),
        said_only: view.said_only.iter().map(|one| said_only(words, one)).collect(),
        unused: view.unused.iter().map(|one| (one.name.clone(), format!("/communities/{}/value", one.slug))).collect(),
        is_empty: lists.is_empty(),
        lists,
        empty: view.empty,
        form,
    })
}

fn said_only(words: &Words, one: &claims::Agreed) -> (String, String, String) {
    let parts = [
        ("wave", one.wave.as_str().into()),
        ("percent", one.share.whole_percent().into()),
        ("base", one.share.base.into()),
    ];
    let wave = one.reference.split('/').next().unwrap_or_default();
    (one.question.clone(), format!("/surveys/{wave}/results"), words.say_with("board-said-by", &parts))
}

fn row(visit: &Visit, one: &Shown, due: Option<Due>) -> Row {
    let words = &visit.words;
    let claim = &one.claim;
    let pieces = [("count", one.evidence.len().into())];
    let mut notes = vec![words.say(strength_key(claim.strength)).to_owned(), words.say_with("board-pieces", &pieces)];
    notes.extend(due.map(|due| due_words(words, due, one)));
    notes.extend(one.lacks().first().map(|lack| lack_words(words, *lack, one)));
    notes.push(words.say_with("board-author", &[("name", claim.author.as_str().into())]));
    Row {
        statement: claim.statement.clone(),
        href: path(claim.id),
        about: claim
            .community
            .clone()
            .or_else(|| claim.area.clone())
            .or_else(|| claim.theme.clone())
            .unwrap_or_default(),
        notes,
        badge: state_key(claim.state),
    }
}

fn due_words(words: &Words, due: Due, one: &Shown) -> String {
    let day = one.claim.review_by.map_or_else(String::new, |day| words.date(day.0));
    let said = match due {
        Due::Gone => key("board-due-gone"),
        Due::Changed => key("board-due-changed"),
        Due::Overdue => key("board-due-overdue"),
        Due::Soon => key("board-due-soon"),
    };
    words.say_with(said, &[("day", day.into())])
}

/// Keeps the headings.
pub(super) async fn set_themes(posted: Posted) -> Answer {
    match claims::set_themes(&posted.visit, posted.get("themes")).await {
        Ok(()) => Ok(redirect("/impact/board", Some(Flash::new(key("flash-saved"))))),
        Err(Error::Invalid(faults)) => page(&posted.visit, Some(Form::with(posted.fields.clone(), faults))).await,
        Err(error) => Err(error.into()),
    }
}
