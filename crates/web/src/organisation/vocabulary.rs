//! The organisation's own words.

use super::tabs;
use crate::{
    routes::Routes,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    organisation::{self, TypedForms, WordView},
};
use copia_text::key;

pub(super) fn routes() -> Routes {
    Routes::default().get("/organisation/vocabulary", words).post("/organisation/vocabulary/{word}", change)
}

/// A word with the form in which it is changed.
struct Editing {
    word: WordView,
    form: Form,
    preview: String,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "organisation/vocabulary.html")]
struct VocabularyPage {
    page: Page,
    tabs: Vec<(&'static str, &'static str)>,
    words: Vec<Editing>,
    is_faulty: bool,
}
shown!(VocabularyPage);

async fn words(visit: Visit) -> Answer {
    vocabulary_page(&visit, StatusCode::OK, None).await
}

/// `typed` is the word being changed with its form, and its preview where it has one.
async fn vocabulary_page(visit: &Visit, status: StatusCode, typed: Option<(&str, Form, Option<String>)>) -> Answer {
    let editing = |word: WordView| {
        let typed = typed.as_ref().filter(|(term, ..)| *term == word.term);
        let own = Fields::of([
            ("singular", word.forms.singular.clone()),
            ("plural", word.forms.plural.clone()),
            ("article", word.forms.article.clone()),
        ]);
        Editing {
            form: typed.map_or_else(|| Form::new(own), |(_, form, _)| form.clone()),
            preview: typed.and_then(|(_, _, preview)| preview.clone()).unwrap_or_else(|| word.preview.clone()),
            is_open: typed.is_some(),
            word,
        }
    };
    let words: Vec<Editing> = organisation::vocabulary(visit).await?.into_iter().map(editing).collect();
    let page = Page::new(visit, "organisation", visit.words.say("vocabulary-title")).status(status).unlisted();
    let is_faulty = words.iter().any(|word| word.form.is_faulty());
    show(&VocabularyPage { page, tabs: tabs(visit), words, is_faulty })
}

/// Shows how a word would read, renames it, or goes back to the usual one.
async fn change(Path(term): Path<String>, posted: Posted) -> Answer {
    let (visit, f) = (&posted.visit, &posted.fields);
    let typed = TypedForms { singular: f.get("singular"), plural: f.get("plural"), article: f.get("article") };
    let done = match f.get("do") {
        "preview" => match organisation::preview_word(visit, &term, typed) {
            Ok(preview) => {
                let form = Form::new(f.clone());
                return vocabulary_page(visit, StatusCode::OK, Some((&term, form, Some(preview)))).await;
            }
            Err(error) => Err(error),
        },
        "reset" => organisation::reset_word(visit, &term).await.map(|()| key("flash-word-reset")),
        _ => organisation::set_word(visit, &term, typed).await.map(|()| key("flash-word-saved")),
    };
    match done {
        Ok(flash) => Ok(redirect(&format!("/organisation/vocabulary#{term}"), Some(Flash::new(flash)))),
        Err(Error::Invalid(faults)) => {
            let form = Form::with(f.clone(), faults);
            vocabulary_page(visit, StatusCode::UNPROCESSABLE_ENTITY, Some((&term, form, None))).await
        }
        Err(error) => Err(error.into()),
    }
}
