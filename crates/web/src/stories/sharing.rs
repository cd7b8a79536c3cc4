//! Sharing a story, offering it, giving it back, taking it back, and others' words on it.

use super::{audience_key, naming_key, path, reading};
use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::value::stories::{Audience, Hand, Naming, Others, State},
    stories::{self, ShareInput, WordInput},
};
use copia_text::key;

#[derive(Template)]
#[template(path = "stories/share.html")]
struct SharePage {
    page: Page,
    story: (String, String),
    is_shared: bool,
    is_late: bool,
    has_to_agree: bool,
    version: i64,
    audiences: Vec<(&'static str, &'static str)>,
    namings: Vec<(&'static str, &'static str)>,
    others: Vec<(&'static str, &'static str)>,
    form: Form,
}
shown!(SharePage);

/// The message for whether others can be recognised.
const fn others_key(others: Others) -> &'static str {
    match others {
        Others::None => key("story-others-none"),
        Others::Agreed => key("story-others-agreed"),
        Others::NotAgreed => key("story-others-not-agreed"),
    }
}

/// How a story is shared.
pub(super) async fn form(visit: Visit, Path(id): Path<String>) -> Answer {
    page(&visit, &id, None, false, false).await
}

async fn page(visit: &Visit, id: &str, tried: Option<Form>, is_late: bool, has_to_agree: bool) -> Answer {
    let view = stories::look(visit, id).await?;
    if !matches!(view.hand, Some(Hand::Teller | Hand::Told)) {
        return Err(Error::NotFound.into());
    }
    let story = &view.told.story;
    let is_shared = story.state == State::Shared;
    let fields = || {
        // Nothing is chosen for somebody who has not chosen before.
        if story.shared_at.is_none() {
            return Fields::default();
        }
        Fields::of([
            ("audience", story.audience.word().to_owned()),
            ("naming", story.naming.word().to_owned()),
            ("others", story.others.word().to_owned()),
        ])
    };
    let form = tried.unwrap_or_else(|| Form::new(fields()));
    let status = if is_late || has_to_agree { StatusCode::CONFLICT } else { form.status(false) };
    show(&SharePage {
        page: Page::new(visit, "communities", visit.words.say("story-share-title")).secret().status(status),
        story: (story.title.clone(), path(story.id)),
        is_shared,
        is_late,
        has_to_agree,
        version: story.version,
        audiences: Audience::ALL.iter().map(|one| (one.word(), audience_key(*one))).collect(),
        namings: Naming::ALL.iter().map(|one| (one.word(), naming_key(*one))).collect(),
        others: Others::ALL.iter().map(|one| (one.word(), others_key(*one))).collect(),
        form,
    })
}

/// Shares it.
pub(super) async fn share(Path(id): Path<String>, posted: Posted) -> Answer {
    let input = ShareInput {
        audience: posted.get("audience"),
        naming: posted.get("naming"),
        others: posted.get("others"),
        version: posted.get("version").parse().unwrap_or(-1),
    };
    let visit = &posted.visit;
    match stories::share(visit, &id, &input).await {
        Ok(()) => Ok(redirect(&path(id), Some(Flash::new(key("flash-story-shared"))))),
        Err(Error::Invalid(faults)) => {
            page(visit, &id, Some(Form::with(posted.fields.clone(), faults)), false, false).await
        }
        Err(Error::Stale) => page(visit, &id, Some(Form::new(posted.fields.clone())), true, false).await,
        Err(Error::NotNow("story-others")) => {
            page(visit, &id, Some(Form::new(posted.fields.clone())), false, true).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Goes back to the story after something was done with it, or shows its page with what has to be changed.
async fn done(posted: &Posted, id: &str, result: Result<(), Error>, said: &'static str) -> Answer {
    match result {
        Ok(()) => Ok(redirect(&path(id), Some(Flash::new(said)))),
        Err(Error::Invalid(faults)) => {
            reading::page(&posted.visit, id, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Offers it to whom it was written for.
pub(super) async fn offer(Path(id): Path<String>, posted: Posted) -> Answer {
    let result = stories::offer(&posted.visit, &id).await;
    done(&posted, &id, result, key("flash-story-offered")).await
}

/// Gives it back to its writer.
pub(super) async fn give_back(Path(id): Path<String>, posted: Posted) -> Answer {
    match stories::give_back(&posted.visit, &id, posted.get("note")).await {
        // It is its writer's again, and nothing that the teller can open.
        Ok(()) => Ok(redirect("/me/stories", Some(Flash::new(key("flash-story-given-back"))))),
        other => done(&posted, &id, other, key("flash-story-given-back")).await,
    }
}

/// Gives it back to its teller.
pub(super) async fn return_story(Path(id): Path<String>, posted: Posted) -> Answer {
    match stories::return_story(&posted.visit, &id, posted.get("note")).await {
        Ok(()) => Ok(redirect("/me/stories", Some(Flash::new(key("flash-story-given-back"))))),
        other => done(&posted, &id, other, key("flash-story-given-back")).await,
    }
}

/// Takes it back.
pub(super) async fn withdraw(Path(id): Path<String>, posted: Posted) -> Answer {
    let result = stories::withdraw(&posted.visit, &id).await;
    done(&posted, &id, result, key("flash-story-withdrawn")).await
}

/// Throws it away.
pub(super) async fn discard(Path(id): Path<String>, posted: Posted) -> Answer {
    stories::discard(&posted.visit, &id).await?;
    Ok(redirect("/me/stories", Some(Flash::new(key("flash-story-discarded")))))
}

/// Asks somebody for their word.
pub(super) async fn ask_word(Path(id): Path<String>, posted: Posted) -> Answer {
    let result = stories::ask_word(&posted.visit, &id, posted.get("person")).await;
    done(&posted, &id, result, key("flash-story-asked")).await
}

/// Gives one's word.
pub(super) async fn answer_word(Path(id): Path<String>, posted: Posted) -> Answer {
    let input = WordInput {
        word: posted.get("word"),
        note: posted.get("remark"),
        version: posted.get("version").parse().unwrap_or(-1),
    };
    let result = stories::answer_word(&posted.visit, &id, &input).await;
    if matches!(result, Err(Error::Stale)) {
        // What was said of the other text is not said of this one; the remark may still hold.
        let fields = Fields::of([("remark", posted.get("remark").to_owned())]);
        return reading::page(&posted.visit, &id, Some(Form::new(fields)), true).await;
    }
    done(&posted, &id, result, key("flash-story-answered")).await
}
