//! A lead writes to the members.

use super::{Place, community_path, moment};
use crate::shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::{
        ids::BroadcastId,
        notifications::{Audience, BroadcastState, DeliveryState, Withheld},
    },
    memberships::{
        self, Draft,
        letters::{self, Block},
    },
    people::shown_name,
};
use copia_text::{Words, key};

/// An earlier message.
struct Earlier {
    subject: String,
    href: String,
    by: String,
    state: &'static str,
    is_waiting: bool,
}

#[derive(Template)]
#[template(path = "memberships/messages.html")]
struct MessagesPage {
    page: Page,
    place: Place,
    form: Form,
    all: String,
    core: String,
    /// Said where nobody would get the message.
    nobody: bool,
    earlier: Vec<Earlier>,
}
shown!(MessagesPage);

const fn state_key(state: BroadcastState) -> &'static str {
    match state {
        BroadcastState::Waiting => key("messages-state-waiting"),
        BroadcastState::CalledOff => key("messages-state-called-off"),
        BroadcastState::Sent => key("messages-state-sent"),
    }
}

pub(super) async fn messages(visit: Visit, Path(slug): Path<String>) -> Answer {
    form_page(&visit, &slug, Form::default(), false).await
}

async fn form_page(visit: &Visit, slug: &str, form: Form, nobody: bool) -> Answer {
    let view = memberships::messages(visit, slug).await?;
    let wrong = form.is_faulty() || nobody;
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let words = &visit.words;
    let path = format!("{}/messages", community_path(slug));
    let earlier = view.earlier.iter().map(|message| Earlier {
        subject: message.subject.clone(),
        href: format!("{path}/{}", message.id),
        by: words.say_with(
            "messages-by",
            &[("by", shown_name(words, &message.author).into()), ("when", moment(visit, message.created_at).into())],
        ),
        state: state_key(message.state),
        is_waiting: message.state == BroadcastState::Waiting,
    });
    show(&MessagesPage {
        all: words.say_with("messages-audience-all", &[("count", view.all.into())]),
        core: words.say_with("messages-audience-core", &[("count", view.core.into())]),
        nobody,
        earlier: earlier.collect(),
        place: Place::new(&view.community, &view.standing, "messages"),
        page: Page::new(visit, "communities", words.say("messages-title")).status(status).unlisted(),
        form,
    })
}

fn draft(posted: &Posted) -> Draft {
    Draft {
        audience: posted.get("audience").to_owned(),
        subject: posted.get("subject").to_owned(),
        body: posted.get("body").to_owned(),
    }
}

#[derive(Template)]
#[template(path = "memberships/preview.html")]
struct PreviewPage {
    page: Page,
    place: Place,
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
    let draft = draft(&posted);
    let view = match memberships::preview_message(visit, &slug, &draft).await {
        Ok(view) => view,
        Err(error) => return faulty(&posted, &slug, error).await,
    };
    let words = &visit.words;
    let name = visit.account.as_ref().map(|account| account.name.clone()).unwrap_or_default();
    show(&PreviewPage {
        recipients: words.say_with("messages-recipients", &[("count", view.recipients.into())]),
        answers: words.say_with("messages-answers", &[("name", name.into())]),
        blocks: letters::blocks(&view.body),
        place: Place::new(&view.community, &view.standing, "messages"),
        page: Page::new(visit, "communities", words.say("messages-preview-title")).unlisted(),
        draft: Draft { subject: view.subject, body: view.body, audience: view.audience.word().to_owned() },
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
    let path = format!("{}/messages/{id}", community_path(&slug));
    let flash = Flash::new(key("flash-message-waits")).undo(&format!("{path}/cancellation"));
    Ok(redirect(&path, Some(flash)))
}

/// A line of the outcome.
struct Line {
    what: String,
    count: String,
}

#[derive(Template)]
#[template(path = "memberships/message.html")]
struct MessagePage {
    page: Page,
    place: Place,
    state: &'static str,
    by: String,
    recipients: String,
    sends: String,
    is_waiting: bool,
    action: String,
    blocks: Vec<Block>,
    lines: Vec<Line>,
}
shown!(MessagePage);

/// Why a message was not sent, in words; what the mail server said is for the administrator.
fn outcome(words: &Words, state: DeliveryState, reason: Option<&str>) -> String {
    let key = match (state, reason.and_then(Withheld::from_word)) {
        (DeliveryState::Queued, _) => key("messages-outcome-queued"),
        (DeliveryState::Sent, _) => key("messages-outcome-sent"),
        (DeliveryState::Failed, _) => key("messages-outcome-failed"),
        (DeliveryState::Withheld, Some(Withheld::Preference)) => key("messages-outcome-preference"),
        (DeliveryState::Withheld, Some(Withheld::Cap)) => key("messages-outcome-cap"),
        (DeliveryState::Withheld, Some(Withheld::NoAddress)) => key("messages-outcome-no-address"),
        (DeliveryState::Withheld, _) => key("messages-outcome-left"),
    };
    words.say(key).to_owned()
}

/// One message, and what became of it.
pub(super) async fn message(visit: Visit, Path((slug, message)): Path<(String, String)>) -> Answer {
    let id = BroadcastId::parse(&message).ok_or(Problem::NotFound)?;
    let view = memberships::message(&visit, &slug, id).await?;
    let (words, message) = (&visit.words, &view.message);
    let path = format!("{}/messages/{id}", community_path(&slug));
    let arguments =
        [("by", shown_name(words, &message.author).into()), ("when", moment(&visit, message.created_at).into())];
    let mut lines: Vec<Line> = Vec::new();
    let mut counts: Vec<(String, i64)> = Vec::new();
    for one in &view.outcomes {
        let what = outcome(words, one.state, one.reason.as_deref());
        match counts.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += one.messages,
            None => counts.push((what, one.messages)),
        }
    }
    lines.extend(counts.into_iter().map(|(what, count)| Line { what, count: words.number(count) }));
    let audience = match message.audience {
        Audience::All => words.say_with("messages-audience-all", &[("count", message.recipients.into())]),
        Audience::Core => words.say_with("messages-audience-core", &[("count", message.recipients.into())]),
    };
    show(&MessagePage {
        state: state_key(message.state),
        by: words.say_with("messages-by", &arguments),
        recipients: audience,
        sends: words.say_with("messages-sends", &[("when", moment(&visit, message.send_at).into())]),
        is_waiting: message.state == BroadcastState::Waiting,
        action: format!("{path}/cancellation"),
        blocks: letters::blocks(&message.body),
        lines,
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
    Ok(redirect(&format!("{}/messages/{id}", community_path(&slug)), Some(Flash::new(key))))
}
