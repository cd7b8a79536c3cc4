//! A host writes to those who registered.

use crate::{
    broadcasts::{self, Choice, Earlier, Sent, draft},
    events::event_path,
    shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    broadcasts::Draft,
    domain::{ids::BroadcastId, notifications::Audience},
    memberships::letters::{self, Block},
    registrations,
};
use copia_text::{Words, key};

#[derive(Template)]
#[template(path = "registrations/messages.html")]
struct MessagesPage {
    page: Page,
    event: String,
    path: String,
    /// The path of the messages.
    to: String,
    form: Form,
    audiences: Vec<Choice>,
    /// Said where nobody would get the message.
    nobody: bool,
    earlier: Vec<Earlier>,
}
shown!(MessagesPage);

/// The path of an event's messages.
fn path(slug: &str) -> String {
    format!("{}/messages", event_path(slug))
}

/// To whom a message goes, with how many they are.
fn audience_words(words: &Words, audience: Audience, count: i64) -> String {
    let key = match audience {
        Audience::Confirmed => key("messages-to-confirmed"),
        Audience::Waiting => key("messages-to-waiting"),
        Audience::All | Audience::Core => key("messages-to-all"),
    };
    words.say_with(key, &[("count", count.into())])
}

/// The form, and the earlier messages.
pub(super) async fn messages(visit: Visit, Path(slug): Path<String>) -> Answer {
    form_page(&visit, &slug, Form::default(), false).await
}

async fn form_page(visit: &Visit, slug: &str, form: Form, nobody: bool) -> Answer {
    let view = registrations::messages(visit, slug).await?;
    let wrong = form.is_faulty() || nobody;
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let words = &visit.words;
    let to = path(slug);
    let choices = view
        .audiences
        .iter()
        .map(|(audience, count)| Choice { value: audience.word(), label: audience_words(words, *audience, *count) });
    show(&MessagesPage {
        audiences: choices.collect(),
        nobody,
        earlier: broadcasts::earlier(visit, &to, &view.earlier),
        to,
        path: event_path(slug),
        event: view.event.title,
        page: Page::new(visit, "events", words.say("event-messages")).status(status).secret(),
        form,
    })
}

#[derive(Template)]
#[template(path = "registrations/preview.html")]
struct PreviewPage {
    page: Page,
    event: String,
    path: String,
    to: String,
    draft: Draft,
    recipients: String,
    answers: String,
    blocks: Vec<Block>,
}
shown!(PreviewPage);

/// The message as it would be sent, or the form again to change it.
pub(super) async fn preview(Path(slug): Path<String>, posted: Posted) -> Answer {
    let visit = &posted.visit;
    if posted.get("step") == "edit" {
        return form_page(visit, &slug, Form::new(posted.fields.clone()), false).await;
    }
    let (event, message) = match registrations::preview_message(visit, &slug, &draft(&posted)).await {
        Ok(view) => view,
        Err(error) => return faulty(&posted, &slug, error).await,
    };
    let words = &visit.words;
    let name = visit.account.as_ref().map(|account| account.name.clone()).unwrap_or_default();
    show(&PreviewPage {
        recipients: audience_words(words, message.audience, message.recipients),
        answers: words.say_with("messages-answers", &[("name", name.into())]),
        blocks: letters::blocks(&message.body),
        to: path(&slug),
        path: event_path(&slug),
        event: event.title,
        page: Page::new(visit, "events", words.say("messages-preview-title")).secret(),
        draft: Draft { subject: message.subject, body: message.body, audience: message.audience.word().to_owned() },
    })
}

async fn faulty(posted: &Posted, slug: &str, error: Error) -> Answer {
    let fields = posted.fields.clone();
    match error {
        Error::Invalid(faults) => form_page(&posted.visit, slug, Form::with(fields, faults), false).await,
        Error::NotNow("nobody_to_write_to") => form_page(&posted.visit, slug, Form::new(fields), true).await,
        error => Err(error.into()),
    }
}

/// Confirms it. The next page offers to call it off.
pub(super) async fn send(Path(slug): Path<String>, posted: Posted) -> Answer {
    let id = match registrations::send_message(&posted.visit, &slug, &draft(&posted)).await {
        Ok(id) => id,
        Err(error) => return faulty(&posted, &slug, error).await,
    };
    let path = format!("{}/{id}", path(&slug));
    let flash = Flash::new(key("flash-message-waits")).undo(&format!("{path}/cancellation"));
    Ok(redirect(&path, Some(flash)))
}

#[derive(Template)]
#[template(path = "registrations/message.html")]
struct MessagePage {
    page: Page,
    event: String,
    path: String,
    to: String,
    sent: Sent,
}
shown!(MessagePage);

/// One message, and what became of it.
pub(super) async fn message(visit: Visit, Path((slug, message)): Path<(String, String)>) -> Answer {
    let id = BroadcastId::parse(&message).ok_or(Problem::NotFound)?;
    let view = registrations::message(&visit, &slug, id).await?;
    let message = &view.message;
    let recipients = audience_words(&visit.words, message.audience, message.recipients);
    let to = path(&slug);
    show(&MessagePage {
        sent: broadcasts::sent(&visit, &to, message, &view.outcomes, recipients),
        to,
        path: event_path(&slug),
        event: view.event.title.clone(),
        page: Page::new(&visit, "events", message.subject.clone()).secret(),
    })
}

/// Calls a message off that has not gone out.
pub(super) async fn call_off(Path((slug, message)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = BroadcastId::parse(&message).ok_or(Problem::NotFound)?;
    let key = match registrations::call_off_message(&posted.visit, &slug, id).await {
        Ok(()) | Err(Error::AlreadyDone) => key("flash-message-called-off"),
        Err(Error::NotNow("message_sent")) => key("flash-message-gone"),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&format!("{}/{id}", path(&slug)), Some(Flash::new(key))))
}
