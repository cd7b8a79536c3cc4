//! A lead writes to the members.

use super::{Place, community_path};
use crate::{
    broadcasts::{self, Choice, Earlier, Sent, draft},
    shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    broadcasts::Draft,
    domain::{ids::BroadcastId, notifications::Audience},
    memberships::{
        self,
        letters::{self, Block},
    },
};
use copia_text::{Words, key};

#[derive(Template)]
#[template(path = "memberships/messages.html")]
struct MessagesPage {
    page: Page,
    place: Place,
    /// The path of the messages.
    to: String,
    form: Form,
    audiences: Vec<Choice>,
    /// Said where nobody would get the message.
    nobody: bool,
    earlier: Vec<Earlier>,
}
shown!(MessagesPage);

/// The path of a community's messages.
fn path(slug: &str) -> String {
    format!("{}/messages", community_path(slug))
}

/// To whom a message goes, with how many they are.
fn audience_words(words: &Words, audience: Audience, count: i64) -> String {
    let key = if audience == Audience::Core { key("messages-audience-core") } else { key("messages-audience-all") };
    words.say_with(key, &[("count", count.into())])
}

pub(super) async fn messages(visit: Visit, Path(slug): Path<String>) -> Answer {
    form_page(&visit, &slug, Form::default(), false).await
}

async fn form_page(visit: &Visit, slug: &str, form: Form, nobody: bool) -> Answer {
    let view = memberships::messages(visit, slug).await?;
    let wrong = form.is_faulty() || nobody;
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let words = &visit.words;
    let to = path(slug);
    let choice = |(audience, count): (Audience, i64)| Choice {
        value: audience.word(),
        label: audience_words(words, audience, count),
    };
    show(&MessagesPage {
        audiences: [(Audience::All, view.all), (Audience::Core, view.core)].map(choice).into(),
        nobody,
        earlier: broadcasts::earlier(visit, &to, &view.earlier),
        to,
        place: Place::new(&view.community, &view.standing, "messages"),
        page: Page::new(visit, "communities", words.say("messages-title")).status(status).unlisted(),
        form,
    })
}

#[derive(Template)]
#[template(path = "memberships/preview.html")]
struct PreviewPage {
    page: Page,
    place: Place,
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
    let view = match memberships::preview_message(visit, &slug, &draft(&posted)).await {
        Ok(view) => view,
        Err(error) => return faulty(&posted, &slug, error).await,
    };
    let (words, message) = (&visit.words, view.message);
    let name = visit.account.as_ref().map(|account| account.name.clone()).unwrap_or_default();
    show(&PreviewPage {
        recipients: words.say_with("messages-recipients", &[("count", message.recipients.into())]),
        answers: words.say_with("messages-answers", &[("name", name.into())]),
        blocks: letters::blocks(&message.body),
        to: path(&slug),
        place: Place::new(&view.community, &view.standing, "messages"),
        page: Page::new(visit, "communities", words.say("messages-preview-title")).unlisted(),
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
    let id = match memberships::send_message(&posted.visit, &slug, &draft(&posted)).await {
        Ok(id) => id,
        Err(error) => return faulty(&posted, &slug, error).await,
    };
    let path = format!("{}/{id}", path(&slug));
    let flash = Flash::new(key("flash-message-waits")).undo(&format!("{path}/cancellation"));
    Ok(redirect(&path, Some(flash)))
}

#[derive(Template)]
#[template(path = "memberships/message.html")]
struct MessagePage {
    page: Page,
    place: Place,
    sent: Sent,
}
shown!(MessagePage);

/// One message, and what became of it.
pub(super) async fn message(visit: Visit, Path((slug, message)): Path<(String, String)>) -> Answer {
    let id = BroadcastId::parse(&message).ok_or(Problem::NotFound)?;
    let view = memberships::message(&visit, &slug, id).await?;
    let message = &view.message;
    let recipients = audience_words(&visit.words, message.audience, message.recipients);
    show(&MessagePage {
        sent: broadcasts::sent(&visit, &path(&slug), message, &view.outcomes, recipients),
        place: Place::new(&view.community, &view.standing, "messages"),
        page: Page::new(&visit, "communities", message.subject.clone()).unlisted(),
    })
}

/// Calls a message off that has not gone out.
pub(super) async fn call_off(Path((slug, message)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = BroadcastId::parse(&message).ok_or(Problem::NotFound)?;
    let key = match memberships::call_off(&posted.visit, &slug, id).await {
        Ok(()) | Err(Error::AlreadyDone) => key("flash-message-called-off"),
        Err(Error::NotNow("message_sent")) => key("flash-message-gone"),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&format!("{}/{id}", path(&slug)), Some(Flash::new(key))))
}
